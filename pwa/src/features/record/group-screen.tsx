/** The second level: the sections of one group, those that are closed stitched. */
import type { JSX } from "preact";
import { NotHere } from "@/app/stops";
import {
  GROUPS,
  type Group,
  groupName,
  groupNoun,
  type SectionCode,
  sectionName,
  whose,
} from "@/features/consent/sections";
import { EasyLine, EasyList, Icon, List, Row, Tag } from "@/kit";
import { isEasy, t } from "@/words/t";
import type { Book } from "./book";
import { Frame } from "./frame";

function hrefOf(book: Book, section: SectionCode): string {
  return section === "about_me" ? `${book.base}/about` : `${book.base}/sections/${section}`;
}

function SectionRow(props: { book: Book; group: Group; section: SectionCode }): JSX.Element {
  const { book, group, section } = props;
  const open = book.canRead(section);
  const href = open ? hrefOf(book, section) : `/people/${book.id}/ask?section=${section}`;
  const end = open ? undefined : (
    <Tag kind="stitched" icon="closed">
      {t("record.closed")}
    </Tag>
  );
  if (isEasy()) {
    return (
      <EasyLine picture={open ? group.picture : "closed"} href={href}>
        <b>{sectionName(section)}</b>
        {!open && ` ${t("record.closed")}`}
      </EasyLine>
    );
  }
  return (
    <Row
      lead={<Icon name={open ? group.icon : "lock"} />}
      title={sectionName(section)}
      {...(open || book.owner === null
        ? {}
        : { second: t("record.ask_name", { name: book.name }) })}
      href={href}
      end={end}
    />
  );
}

export function GroupScreen(props: { book: Book; code: string | undefined }): JSX.Element {
  const { book } = props;
  const group = GROUPS.find((one) => one.code === props.code);
  if (!group) return <NotHere />;
  const title =
    book.owner === null ? groupName(group.code) : whose(groupNoun(group.code), book.owner);
  const rows = group.sections
    .filter((section) => book.canRead(section) || book.owner !== null)
    .map((section) => <SectionRow key={section} book={book} group={group} section={section} />);
  return (
    <Frame book={book} title={title}>
      {isEasy() ? <EasyList label={title}>{rows}</EasyList> : <List label={title}>{rows}</List>}
    </Frame>
  );
}
