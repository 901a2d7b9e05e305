/** What hangs on an entry: photos, recordings, papers. They are fetched to be shown, and kept nowhere. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useDoing } from "@/app/doing";
import { Why } from "@/app/why";
import { bytesOf, type Purpose } from "@/contract/http";
import { Button, Icon, Note, Sheet } from "@/kit";
import { t } from "@/words/t";
import type { FileRow } from "./types";

/** The address of a file's bytes for as long as it is on the screen; null until they are here. */
export function useBytes(
  path: string | null,
  purpose?: Purpose,
): { url: string | null; away: boolean } {
  const [shown, setShown] = useState<{ url: string | null; away: boolean }>({
    url: null,
    away: false,
  });
  useEffect(() => {
    if (path === null) return;
    let url: string | null = null;
    let current = true;
    bytesOf(path, purpose).then(
      (bytes) => {
        if (!current) return;
        url = URL.createObjectURL(bytes);
        setShown({ url, away: false });
      },
      () => {
        if (current) setShown({ url: null, away: true });
      },
    );
    return () => {
      current = false;
      if (url) URL.revokeObjectURL(url);
      setShown({ url: null, away: false });
    };
  }, [path, purpose]);
  return shown;
}

function NotHere(): JSX.Element {
  return <Note kind="wait">{t("record.file_away")}</Note>;
}

function Whole(props: {
  of: FileRow;
  purpose: Purpose | undefined;
  onClose: () => void;
}): JSX.Element {
  const { url, away } = useBytes(`/files/${props.of.file_id}/content`, props.purpose);
  return (
    <Sheet open onClose={props.onClose} title={props.of.name} closeLabel={t("common.close")}>
      {away && <NotHere />}
      {url && <img class="photo-whole" src={url} alt={props.of.name} />}
      {props.of.people_agreed === false && <Note kind="info">{t("record.not_agreed")}</Note>}
    </Sheet>
  );
}

function Photo(props: { of: FileRow; purpose: Purpose | undefined }): JSX.Element {
  const { of: file, purpose } = props;
  const [open, setOpen] = useState(false);
  const small = file.thumbnail ? "thumbnail" : "content";
  const { url, away } = useBytes(`/files/${file.file_id}/${small}`, purpose);
  if (away) return <NotHere />;
  return (
    <>
      <button
        type="button"
        class="photo"
        onClick={() => setOpen(true)}
        aria-label={t("record.photo_open", { name: file.name })}
      >
        {url ? <img src={url} alt="" /> : <Icon name="clock" />}
      </button>
      {open && <Whole of={file} purpose={purpose} onClose={() => setOpen(false)} />}
    </>
  );
}

/** A recording is fetched when somebody wants to hear it. */
function Recording(props: { of: FileRow; purpose: Purpose | undefined }): JSX.Element {
  const { of: file, purpose } = props;
  const [wanted, setWanted] = useState(false);
  const { url, away } = useBytes(wanted ? `/files/${file.file_id}/content` : null, purpose);
  if (away) return <NotHere />;
  if (!url) {
    return (
      <Button icon="speaker" busy={wanted} onClick={() => setWanted(true)}>
        {t("record.hear")}
      </Button>
    );
  }
  return (
    // biome-ignore lint/a11y/useMediaCaption: somebody's own voice; its words stand beside it where they were written down
    <audio class="voice" controls autoplay src={url} aria-label={file.name} />
  );
}

function Paper(props: { of: FileRow; purpose: Purpose | undefined }): JSX.Element {
  const { of: file, purpose } = props;
  const doing = useDoing();
  const save = () =>
    doing.do(async () => {
      const url = URL.createObjectURL(await bytesOf(`/files/${file.file_id}/content`, purpose));
      const link = document.createElement("a");
      link.href = url;
      link.download = file.name;
      link.click();
      // The browser takes it over at its own pace.
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    });
  return (
    <>
      <Button icon="letter" busy={doing.busy} onClick={() => void save()}>
        {t("record.paper_save", { name: file.name })}
      </Button>
      <Why of={doing} />
    </>
  );
}

export function Files(props: {
  of: readonly FileRow[];
  purpose?: Purpose | undefined;
}): JSX.Element | null {
  if (props.of.length === 0) return null;
  return (
    <div class="files no-print">
      {props.of.map((file) => {
        const Kind = { image: Photo, audio: Recording, document: Paper }[file.kind];
        return <Kind key={file.file_id} of={file} purpose={props.purpose} />;
      })}
    </div>
  );
}
