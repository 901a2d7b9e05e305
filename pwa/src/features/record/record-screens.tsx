/** The record: which of its pages stands at which address, for my own and for somebody else's. */
import type { JSX } from "preact";
import { Otherwise } from "@/app/asked-states";
import { Screen } from "@/app/screen";
import { me } from "@/app/session";
import { NotHere } from "@/app/stops";
import { Button, EmptyState } from "@/kit";
import { t } from "@/words/t";
import { AboutPartScreen, AboutScreen } from "./about-screen";
import { AddScreen } from "./add-screen";
import { type Book, useBook } from "./book";
import { EntryScreen } from "./entry-screen";
import { GroupScreen } from "./group-screen";
import { HubScreen } from "./hub-screen";
import { NightScreen, PrintScreen } from "./page-screens";
import { mayBeUrgent } from "./roles";
import { SearchScreen } from "./search-screen";
import { SectionScreen } from "./section-screen";
import { TimelineScreen } from "./timeline-screen";
import { WaitingPapers } from "./waiting-papers";
import "./record.css";

function page(book: Book, rest: readonly string[]): JSX.Element {
  const [place, one, two] = rest;
  switch (place) {
    case undefined:
      return <HubScreen book={book} />;
    case "group":
      return <GroupScreen book={book} code={one} />;
    case "sections":
      return <SectionScreen book={book} code={one} />;
    case "entries":
      if (one === undefined) return <NotHere />;
      return <EntryScreen key={one} book={book} id={one} urgent={two === "emergency"} />;
    case "about":
      return one === undefined ? (
        <AboutScreen book={book} />
      ) : (
        <AboutPartScreen key={one} book={book} part={one} />
      );
    case "add":
      return <AddScreen book={book} section={one} />;
    case "timeline":
      return <TimelineScreen book={book} />;
    case "search":
      return <SearchScreen book={book} />;
    case "night":
      return <NightScreen book={book} />;
    case "print":
      return <PrintScreen book={book} />;
    default:
      return <NotHere />;
  }
}

/** `base`: "/record" for my own, and for that of the person that I am here for. */
export function RecordScreens(props: {
  id: string;
  base: string;
  rest: readonly string[];
}): JSX.Element {
  const { asked, book } = useBook(props.id, props.base);
  if (book) return page(book, props.rest);
  const back =
    props.base === "/record" ? {} : { back: { href: "/people", label: t("record.back_people") } };
  return (
    <Screen title={t("record.a_record")} {...back}>
      <WaitingPapers person={props.id} base={props.base} />
      {asked.refusal?.status === 404 ? (
        <EmptyState
          picture="closed"
          title={t("record.nothing_open")}
          actions={
            mayBeUrgent(me.value?.active ?? null) && (
              <Button icon="warning" href={`/people/${props.id}/emergency`}>
                {t("record.emergency")}
              </Button>
            )
          }
        >
          <p>{t("record.nothing_open_why")}</p>
        </EmptyState>
      ) : (
        <Otherwise of={asked} />
      )}
    </Screen>
  );
}
