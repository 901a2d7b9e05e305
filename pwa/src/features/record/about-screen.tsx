/** About me: what is good first, then the seven parts, in the person's own words, voice and pictures. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAsked } from "@/app/asked";
import { go } from "@/app/router";
import { noSignal } from "@/app/signal";
import { NotHere } from "@/app/stops";
import { sectionNoun, whose } from "@/features/consent/sections";
import { Button, Card, Field, Icon, Note, Picture, Skeleton } from "@/kit";
import { isEasy, t } from "@/words/t";
import { Attach, unanswered } from "./attach";
import type { Book } from "./book";
import { wordsOf } from "./data";
import { entryHref } from "./entry-card";
import { Files } from "./files";
import { Frame } from "./frame";
import { type AboutPart, byPart, isPart, PART_PICTURES, PARTS, partHint, partName } from "./parts";
import { byWords } from "./roles";
import { Instead } from "./shut";
import type { Entry, SectionPage } from "./types";
import { usePaper } from "./use-paper";
import { WaitingPapers } from "./waiting-papers";
import { whenWords } from "./when";

const LONGEST = 10_000;

function pathOf(book: Book): string {
  return `/people/${book.id}/record/sections/about_me?limit=50`;
}

function By(props: { entry: Entry; book: Book }): JSX.Element {
  const { entry, book } = props;
  return (
    <p class="small soft">
      {byWords(entry.author, entry.author_role, entry.acting_for, book.name)} ·{" "}
      {whenWords(entry.recorded_at)}
    </p>
  );
}

function Part(props: {
  part: AboutPart;
  entry: Entry | undefined;
  book: Book;
  canAdd: boolean;
}): JSX.Element {
  const { part, entry, book } = props;
  const name = partName(part);
  const doing = entry ? t("record.part_change") : t("record.part_begin");
  return (
    <Card label={name}>
      <div class="across">
        {isEasy() && <Picture name={PART_PICTURES[part]} />}
        <h2 class="grow">{name}</h2>
      </div>
      {entry?.text && (
        <p class="entry-text" dir="auto">
          {entry.text}
        </p>
      )}
      {!entry && <p class="soft">{partHint(part)}</p>}
      {entry && <Files of={entry.files} purpose={book.purposeOf("about_me")} />}
      {entry && <By entry={entry} book={book} />}
      {entry && (entry.version > 1 || entry.replies.length > 0 || !props.canAdd) && (
        <a
          class="entry-more no-print"
          href={entryHref(book, entry)}
          aria-label={t("record.part_label", { what: t("record.part_before"), part: name })}
        >
          {t("record.part_before")}
          <Icon name="forward" size="s" />
        </a>
      )}
      {props.canAdd && (
        <Button
          icon="pencil"
          href={`${book.base}/about/${part}`}
          label={t("record.part_label", { what: doing, part: name })}
        >
          {doing}
        </Button>
      )}
    </Card>
  );
}

export function AboutScreen(props: { book: Book }): JSX.Element {
  const { book } = props;
  const asked = useAsked<SectionPage>(pathOf(book), book.purposeOf("about_me"));
  const page = asked.value;
  const found = byPart(page?.items ?? []);
  const title =
    book.owner === null ? t("record.title") : whose(sectionNoun("about_me"), book.owner);
  const shown = PARTS.filter((part) => page?.can_add || found.has(part));
  return (
    <Frame book={book} title={title}>
      <WaitingPapers person={book.id} section="about_me" base={book.base} />
      {!page && <Instead of={asked} book={book} section="about_me" />}
      {page && (
        <>
          {shown.length === 0 && <Note kind="info">{t("record.nothing_here")}</Note>}
          {shown.map((part) => (
            <Part
              key={part}
              part={part}
              entry={found.get(part)}
              book={book}
              canAdd={page.can_add}
            />
          ))}
        </>
      )}
    </Frame>
  );
}

function PartForm(props: { book: Book; part: AboutPart; now: Entry | undefined }): JSX.Element {
  const { book, part, now } = props;
  const open = usePaper(book.id, `about ${part}`);
  const [missing, setMissing] = useState<"what" | "agreed" | "not kept" | null>(null);
  const { paper } = open;
  if (!paper) return <Skeleton label={t("common.loading")} rows={2} faces={false} />;
  // What stands there now, until somebody writes (a draft has its section then): what they wrote comes first.
  const text = paper.section === null ? (now?.text ?? "") : paper.text;
  const save = async () => {
    if (!text.trim() && paper.files.length === 0) return setMissing("what");
    if (unanswered(paper.files)) return setMissing("agreed");
    const words = wordsOf({ section: "about_me", data: {} }, text, paper.files);
    const done = await open.send({ section: "about_me", text: words, data: { part } });
    if (!done) return setMissing("not kept");
    go(`${book.base}/about`, "replace");
  };
  return (
    <>
      <p class="lead">{partHint(part)}</p>
      <Field
        label={t("record.own_words")}
        value={text}
        onInput={(value) => {
          open.change({ text: value, section: "about_me", data: { part } });
        }}
        lines={6}
        maxLength={LONGEST}
        {...(missing === "what" ? { problem: t("record.words_first") } : {})}
      />
      <Attach of={open} missing={missing === "agreed"} />
      {missing === "not kept" && <Note kind="stop">{t("record.not_kept")}</Note>}
      {noSignal.value && <Note kind="wait">{t("record.no_signal_so")}</Note>}
      <Button kind="do" icon="check" wide onClick={() => void save()}>
        {t("record.save")}
      </Button>
    </>
  );
}

export function AboutPartScreen(props: { book: Book; part: string }): JSX.Element {
  const { book, part } = props;
  const asked = useAsked<SectionPage>(pathOf(book), book.purposeOf("about_me"));
  if (!isPart(part)) return <NotHere />;
  const page = asked.value;
  return (
    <Frame
      book={book}
      title={partName(part)}
      back={{ href: `${book.base}/about`, label: t("common.back") }}
    >
      {page ? (
        <PartForm book={book} part={part} now={byPart(page.items).get(part)} />
      ) : (
        <Instead of={asked} book={book} section="about_me" />
      )}
    </Frame>
  );
}
