/** The frame of the record's pages: the way back, whose record it is, and what is open only for now. */
import type { JSX } from "preact";
import { Screen } from "@/app/screen";
import { Button, type Kids, Note } from "@/kit";
import { clock } from "@/words/dates";
import { t } from "@/words/t";
import { type Book, isLive } from "./book";

/** In an emergency: until when, and where to say that it is over. */
export function EmergencyNote(props: { book: Book }): JSX.Element | null {
  const until = props.book.hub.emergency_until;
  if (!until || !isLive(until)) return null;
  return (
    <Note kind="wait" icon="warning">
      <p>{t("record.emergency_until", { time: clock(new Date(until)) })}</p>
      <Button kind="quiet" href={`/people/${props.book.id}/emergency`}>
        {t("record.emergency_more")}
      </Button>
    </Note>
  );
}

export function Frame(props: {
  book: Book;
  title: string;
  /** Where the arrow leads; the page of the record itself, where nothing is said. */
  back?: { href: string; label: string };
  second?: Kids;
  end?: Kids;
  children: Kids;
}): JSX.Element {
  const { book } = props;
  const back = props.back ?? {
    href: book.base,
    label: book.owner === null ? t("record.back_mine") : t("record.back_name", { name: book.name }),
  };
  return (
    <Screen
      title={props.title}
      second={props.second}
      back={back}
      end={props.end}
      {...(book.owner === null ? {} : { face: book.hub.person.portrait.parts })}
    >
      <EmergencyNote book={book} />
      {props.children}
    </Screen>
  );
}
