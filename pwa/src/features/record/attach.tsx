/** Photos, recordings and papers beside the words: chosen or taken here, sent along with them. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Actions, Button, Choice, Icon, IconButton, type IconName, List, Note, Row } from "@/kit";
import { t } from "@/words/t";
import type { PaperFile } from "./papers";
import { Recorder } from "./recorder";
import type { OpenPaper } from "./use-paper";

const PHOTOS = "image/jpeg,image/png,image/webp,image/gif,image/avif";
const PAPERS = ".pdf,.doc,.docx,.odt,.txt,audio/*";

export function isPhoto(file: Pick<PaperFile, "media_type">): boolean {
  return file.media_type.startsWith("image/");
}

export function iconOf(file: Pick<PaperFile, "media_type">): IconName {
  if (isPhoto(file)) return "photo";
  return file.media_type.startsWith("audio/") ? "mic" : "note";
}

/** A photo of somebody is theirs too: asked once, for all that are here. */
export function agreedOf(files: readonly PaperFile[]): boolean | null {
  const photos = files.filter(isPhoto);
  return photos.length > 0 &&
    photos.every((photo) => photo.people_agreed === photos[0]?.people_agreed)
    ? (photos[0]?.people_agreed ?? null)
    : null;
}

export function unanswered(files: readonly PaperFile[]): boolean {
  return files.some((file) => isPhoto(file) && file.people_agreed === null);
}

function Picker(props: {
  icon: IconName;
  words: string;
  accept: string;
  onFiles: (files: File[]) => void;
}): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={props.icon} onClick={() => input.current?.click()}>
        {props.words}
      </Button>
      <input
        ref={input}
        class="vh"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        multiple
        accept={props.accept}
        onChange={(event) => {
          props.onFiles([...(event.currentTarget.files ?? [])]);
          // The same file may be chosen again after it was taken off.
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

function Agreed(props: {
  of: OpenPaper;
  files: readonly PaperFile[];
  missing: boolean;
}): JSX.Element {
  const answer = (value: "yes" | "no") =>
    props.of.change({
      files: props.files.map((file) =>
        isPhoto(file) ? { ...file, people_agreed: value === "yes" } : file,
      ),
    });
  const now = agreedOf(props.files);
  return (
    <>
      <Choice
        legend={t("record.agreed")}
        value={now === null ? null : now ? "yes" : "no"}
        onChange={answer}
        options={[
          { value: "yes", label: t("record.agreed_yes"), second: t("record.agreed_yes_why") },
          { value: "no", label: t("record.agreed_no"), second: t("record.agreed_no_why") },
        ]}
      />
      {props.missing && now === null && (
        <Note kind="stop" live>
          {t("record.agreed_first")}
        </Note>
      )}
    </>
  );
}

const PROBLEMS = {
  "too large": "record.file_too_large",
  "too many": "record.files_too_many",
  empty: "record.file_empty",
  "not kept": "record.file_not_kept",
} as const;

export function Attach(props: { of: OpenPaper; missing: boolean }): JSX.Element {
  const { of: open } = props;
  const files = open.paper?.files ?? [];
  const [problem, setProblem] = useState<keyof typeof PROBLEMS | null>(null);
  const add = async (chosen: readonly File[]) => {
    setProblem(null);
    for (const file of chosen) {
      const came = await open.addFile(file);
      if (came !== "added") return setProblem(came);
    }
  };
  return (
    <>
      <Actions>
        <Picker icon="photo" words={t("record.photo")} accept={PHOTOS} onFiles={add} />
        <Recorder onFile={(file) => void add([file])} />
        <Picker icon="note" words={t("record.paper")} accept={PAPERS} onFiles={add} />
      </Actions>
      {problem && (
        <Note kind="stop" live>
          {t(PROBLEMS[problem])}
        </Note>
      )}
      {files.length > 0 && (
        <List label={t("record.files")}>
          {files.map((file) => (
            <Row
              key={file.key}
              lead={<Icon name={iconOf(file)} />}
              title={file.name}
              end={
                <IconButton
                  icon="cross"
                  label={t("record.take_off", { name: file.name })}
                  onClick={() => open.removeFile(file.key)}
                />
              }
            />
          ))}
        </List>
      )}
      {files.some(isPhoto) && <Agreed of={open} files={files} missing={props.missing} />}
    </>
  );
}
