/** Members, for the secretary: who is in the co-op, and the two ways to bring somebody in. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { useDoing } from "@/app/doing";
import { hatNames } from "@/app/hats";
import { Screen } from "@/app/screen";
import { NotHere } from "@/app/stops";
import { Whole } from "@/app/whole";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import type { EnrolmentCard, Invitation, RegisterMember } from "@/contract/types";
import { Actions, Button, Icon, List, Row, Tag } from "@/kit";
import { day } from "@/words/dates";
import { t } from "@/words/t";
import { backToMembers } from "./back";
import { CardScreen, Printed } from "./card-screen";
import { InviteScreen } from "./invite-screen";
import { MemberSheet } from "./member-sheet";

function Invitations(): JSX.Element | null {
  const asked = useAsked<{ items: Invitation[] }>("/invitations");
  const doing = useDoing();
  const open = asked.value?.items.filter((one) => !one.accepted) ?? [];
  if (open.length === 0) return null;
  const takeBack = async (id: string) => {
    if (await doing.do(() => http.remove(`/invitations/${id}`))) asked.again();
  };
  return (
    <>
      <h2>{t("register.invited")}</h2>
      <Why of={doing} />
      <List label={t("register.invited")}>
        {open.map((one) => (
          <Row
            key={one.invitation_id}
            lead={<Icon name="mail" />}
            title={one.name}
            second={t("register.invited_till", {
              email: one.email,
              day: day(new Date(one.expires_at)),
            })}
            end={
              <Button
                label={t("register.take_back_name", { name: one.name })}
                onClick={() => void takeBack(one.invitation_id)}
              >
                {t("register.take_back")}
              </Button>
            }
          />
        ))}
      </List>
    </>
  );
}

function second(member: RegisterMember): string {
  const kind = member.member_class;
  const parts = [kind ? t(`register.class_${kind}`) : t("register.is_none")];
  return [...parts, ...hatNames(member.hats)].join(" · ");
}

function MembersScreen(): JSX.Element {
  const asked = useAsked<{ items: RegisterMember[] }>("/members");
  const [chosen, setChosen] = useState<RegisterMember | null>(null);
  const [card, setCard] = useState<EnrolmentCard | null>(null);
  const items = asked.value?.items;
  if (card) {
    const back = (event: MouseEvent) => {
      event.preventDefault();
      setCard(null);
    };
    return (
      <Screen title={t("register.by_card")} back={{ ...backToMembers(), onClick: back }}>
        <Printed card={card} />
      </Screen>
    );
  }
  const made = (one: EnrolmentCard) => {
    setChosen(null);
    setCard(one);
  };
  return (
    <Screen
      title={t("app.members")}
      second={items ? t("register.count", { n: items.length }) : undefined}
    >
      <Actions>
        <Button icon="mail" href="/members/invite">
          {t("register.by_mail")}
        </Button>
        <Button icon="card" kind="do" href="/members/card">
          {t("register.by_card")}
        </Button>
      </Actions>
      {!items && <Otherwise of={asked} rows={6} />}
      {items && (
        <List label={t("app.members")}>
          {items.map((member) => (
            <Row
              key={member.membership_id}
              face={member.portrait.parts}
              title={
                <Whole
                  name={member.name}
                  label={t("people.about_name", { name: member.name })}
                  onClick={() => setChosen(member)}
                />
              }
              second={second(member)}
              end={
                member.invited ? <Tag kind="stitched">{t("register.not_yet_here")}</Tag> : undefined
              }
            />
          ))}
        </List>
      )}
      <Invitations />
      <MemberSheet member={chosen} onClose={() => setChosen(null)} onCard={made} />
    </Screen>
  );
}

export function RegisterScreens(props: { page: string | undefined }): JSX.Element {
  switch (props.page) {
    case undefined:
      return <MembersScreen />;
    case "invite":
      return <InviteScreen />;
    case "card":
      return <CardScreen />;
    default:
      return <NotHere />;
  }
}
