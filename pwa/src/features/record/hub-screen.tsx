/** The record's first page: who it is about, what they are good at, and the ways into it. */
import type { JSX } from "preact";
import { useAsked } from "@/app/asked";
import { Screen } from "@/app/screen";
import { me } from "@/app/session";
import {
  type Group,
  groupName,
  groupNoun,
  type SectionCode,
  sectionName,
} from "@/features/consent/sections";
import {
  Button,
  Card,
  CardLink,
  EasyLine,
  EasyList,
  Icon,
  type IconName,
  List,
  type PictureName,
  Portrait,
  Row,
  Skeleton,
  Tag,
} from "@/kit";
import { names } from "@/words/dates";
import { isEasy, t } from "@/words/t";
import { type Book, closedGroups, openGroups } from "./book";
import { EmergencyNote } from "./frame";
import { byPart } from "./parts";
import { mayBeUrgent } from "./roles";
import type { SectionPage } from "./types";
import { WaitingPapers } from "./waiting-papers";

/** What they are good at, before anything else is said about them. */
function Strengths(props: { book: Book }): JSX.Element | null {
  const { book } = props;
  const open = book.canRead("about_me");
  const purpose = book.purposeOf("about_me");
  const path = `/people/${book.id}/record/sections/about_me?limit=50`;
  const asked = useAsked<SectionPage>(open ? path : null, purpose);
  if (!open) return null;
  // Its place is kept, so that nothing moves under a finger when it comes.
  if (asked.state === "loading")
    return <Skeleton label={t("common.loading")} rows={1} faces={false} />;
  if (!asked.value) return null;
  const text = byPart(asked.value.items).get("strengths")?.text;
  if (!text && !book.canWrite("about_me")) return null;
  return (
    <CardLink href={`${book.base}/about`}>
      <h2>
        {book.owner === null
          ? t("record.part_strengths")
          : t("record.good_at", { name: book.name })}
      </h2>
      <p class="entry-text" dir="auto">
        {text || t("record.strengths_none")}
      </p>
    </CardLink>
  );
}

function Face(props: { book: Book }): JSX.Element {
  const { person } = props.book.hub;
  return (
    <div class="across">
      <Portrait parts={person.portrait.parts} size="l" />
      <div class="grow">
        <h2>{person.name}</h2>
        {props.book.owner === null && <p class="soft">{t("record.mine_so")}</p>}
      </div>
    </div>
  );
}

/** A group with one open section leads right into it. */
function groupHref(book: Book, group: Group, sections: readonly SectionCode[]): string {
  const [only] = sections;
  if (group.code === "about" && only === "about_me") return `${book.base}/about`;
  if (sections.length === 1 && group.sections.length === 1) return `${book.base}/sections/${only}`;
  return `${book.base}/group/${group.code}`;
}

function Groups(props: { book: Book }): JSX.Element {
  const { book } = props;
  const open = openGroups(book);
  const label = t("record.what_is_in_it");
  if (isEasy()) {
    return (
      <EasyList label={label}>
        {open.map(({ group }) => (
          <EasyLine
            key={group.code}
            picture={group.picture}
            href={`${book.base}/group/${group.code}`}
          >
            <b>{groupName(group.code)}</b>
          </EasyLine>
        ))}
      </EasyList>
    );
  }
  return (
    <List label={label}>
      {open.map(({ group, sections }) => (
        <Row
          key={group.code}
          lead={<Icon name={group.icon} />}
          title={groupName(group.code)}
          second={sections.length > 1 ? sections.map(sectionName).join(", ") : undefined}
          short
          href={groupHref(book, group, sections)}
        />
      ))}
    </List>
  );
}

/** What is closed is there, and says so: nobody has to wonder whether it was forgotten. */
function Closed(props: { book: Book }): JSX.Element | null {
  const { book } = props;
  const closed = closedGroups(book);
  if (book.owner === null || closed.length === 0) return null;
  return (
    <Card stitched label={t("record.closed_to_you")}>
      <div class="across">
        <Icon name="closed" />
        <h2 class="grow">{t("record.closed_to_you")}</h2>
      </div>
      <p>
        {t("record.keeps", {
          name: book.name,
          what: names(closed.map((group) => groupNoun(group.code))),
        })}
      </p>
      <Button icon="messages" href={`/people/${book.id}/ask`}>
        {t("record.ask_name", { name: book.name })}
      </Button>
    </Card>
  );
}

interface Way {
  href: string;
  icon: IconName;
  picture: PictureName;
  title: string;
  second?: string;
}

function waysOf(book: Book): Way[] {
  const { base } = book;
  const ways: Way[] = [
    {
      href: `${base}/timeline`,
      icon: "clock",
      picture: "calendar",
      title: t("record.timeline"),
      second: t("record.timeline_why"),
    },
    { href: `${base}/search`, icon: "search", picture: "search", title: t("record.search") },
    {
      href: `${base}/night`,
      icon: "moon",
      picture: "dark",
      title: t("record.night"),
      second: t("record.night_why"),
    },
    { href: `${base}/print`, icon: "print", picture: "letter", title: t("record.print") },
  ];
  return ways;
}

/** What whoever looks after somebody may have to do about their record, by hat. */
function caringWays(book: Book): Way[] {
  if (book.base === "/record") return [];
  const hats = new Set(me.value?.active?.hats ?? []);
  const at = `/people/${book.id}`;
  const starts = hats.has("team starter");
  const all: (Way | false)[] = [
    closedGroups(book).length > 0 &&
      mayBeUrgent(me.value?.active ?? null) && {
        href: `${at}/emergency`,
        icon: "warning",
        picture: "emergency",
        title: t("record.emergency"),
        second: t("record.emergency_why", { name: book.name }),
      },
    (book.hub.role === "carer" || starts || hats.has("on-call")) && {
      href: `${at}/cover`,
      icon: "clock",
      picture: "calendar",
      title: t("record.cover"),
      second: t("record.cover_why"),
    },
    (starts || hats.has("coach") || hats.has("reviewer")) && {
      href: `${at}/decisions`,
      icon: "shield",
      picture: "safe",
      title: t("record.decisions"),
    },
    hats.has("reviewer") && {
      href: `${at}/representatives`,
      icon: "people",
      picture: "helper",
      title: t("record.representatives", { name: book.name }),
    },
    starts && {
      href: `${at}/partners`,
      icon: "co-op",
      picture: "carer",
      title: t("record.partners"),
    },
  ];
  return all.filter((way) => way !== false);
}

/** Who may see what, and who looked: only for whoever decides about it. */
function decidingWays(book: Book): Way[] {
  if (!book.hub.may_decide || book.base !== "/record") return [];
  return [
    {
      href: "/record/access",
      icon: "key",
      picture: "see",
      title: t("record.who_may_see"),
      second: t("record.who_may_see_why"),
    },
    { href: "/record/looks", icon: "read", picture: "read", title: t("record.who_looked") },
    {
      href: "/record/people-for-me",
      icon: "people",
      picture: "helper",
      title: t("record.people_for_me"),
    },
    { href: "/record/partners", icon: "co-op", picture: "carer", title: t("record.partners") },
  ];
}

function Ways(props: { label: string; ways: readonly Way[] }): JSX.Element | null {
  if (props.ways.length === 0) return null;
  if (isEasy()) {
    return (
      <EasyList label={props.label}>
        {props.ways.map((way) => (
          <EasyLine key={way.href} picture={way.picture} href={way.href}>
            <b>{way.title}</b>
          </EasyLine>
        ))}
      </EasyList>
    );
  }
  return (
    <List label={props.label}>
      {props.ways.map((way) => (
        <Row
          key={way.href}
          lead={<Icon name={way.icon} />}
          title={way.title}
          second={way.second}
          href={way.href}
        />
      ))}
    </List>
  );
}

function Questions(props: { book: Book }): JSX.Element | null {
  if (!props.book.hub.questions_due || props.book.base !== "/record") return null;
  return (
    <CardLink wait href="/record/questions">
      <h2>{t("record.questions")}</h2>
      <p>{t("record.questions_why")}</p>
    </CardLink>
  );
}

function Inside(props: { book: Book }): JSX.Element {
  const { book } = props;
  const writes = book.hub.sections.some((one) => one.write);
  const some = openGroups(book).length > 0;
  return (
    <>
      <EmergencyNote book={book} />
      {book.base === "/record" && <Face book={book} />}
      {book.hub.closed && (
        <Tag kind="stitched" icon="closed">
          {t("record.record_closed")}
        </Tag>
      )}
      <Questions book={book} />
      <Strengths book={book} />
      {writes && (
        <Button kind="do" icon="plus" wide href={`${book.base}/add`}>
          {t("record.add")}
        </Button>
      )}
      <WaitingPapers person={book.id} base={book.base} />
      {some && (
        <>
          <h2>{t("record.what_is_in_it")}</h2>
          <Groups book={book} />
        </>
      )}
      <Closed book={book} />
      {decidingWays(book).length > 0 && <h2>{t("record.yours_to_decide")}</h2>}
      <Ways label={t("record.yours_to_decide")} ways={decidingWays(book)} />
      {caringWays(book).length > 0 && <h2>{t("record.around")}</h2>}
      <Ways label={t("record.around")} ways={caringWays(book)} />
      {some && <h2>{t("record.other_ways")}</h2>}
      {some && <Ways label={t("record.other_ways")} ways={waysOf(book)} />}
    </>
  );
}

export function HubScreen(props: { book: Book }): JSX.Element {
  const { book } = props;
  if (book.base === "/record") {
    const title = book.owner === null ? t("record.title") : t("record.of", { name: book.name });
    return (
      <Screen title={title}>
        <Inside book={book} />
      </Screen>
    );
  }
  return (
    <Screen
      title={book.hub.person.name}
      second={t("record.their_record")}
      face={book.hub.person.portrait.parts}
      back={{ href: "/people", label: t("record.back_people") }}
    >
      <Inside book={book} />
    </Screen>
  );
}
