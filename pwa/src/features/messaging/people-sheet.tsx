/** Who is in a conversation, with a number and Call beside each face. */
import type { JSX } from "preact";
import { hatNames } from "@/app/hats";
import { calledBy } from "@/app/names";
import type { Conversation } from "@/contract/types";
import { Button, List, Row, Sheet } from "@/kit";
import { t } from "@/words/t";
import { others } from "./states";

export function CallButton(props: { name: string; phone: string | null }): JSX.Element | null {
  if (!props.phone) return null;
  return (
    <Button
      icon="call"
      href={`tel:${props.phone.replace(/[^+\d]/g, "")}`}
      label={t("common.call_name", { name: calledBy(props.name) })}
    >
      {t("common.call")}
    </Button>
  );
}

export function PeopleSheet(props: {
  of: Conversation;
  open: boolean;
  onClose: () => void;
}): JSX.Element {
  const rest = others(props.of);
  const unseen = props.of.member_count - rest.length - 1;
  return (
    <Sheet
      open={props.open}
      onClose={props.onClose}
      title={t("messaging.who_is_here")}
      closeLabel={t("common.close")}
    >
      <List label={t("messaging.who_is_here")}>
        {rest.map((member) => (
          <Row
            key={member.membership_id}
            face={member.portrait.parts}
            title={member.name}
            second={member.phone ?? hatNames(member.hats)[0]}
            end={<CallButton name={member.name} phone={member.phone} />}
          />
        ))}
      </List>
      {unseen > 0 && <p>{t("messaging.and_more", { n: unseen })}</p>}
    </Sheet>
  );
}
