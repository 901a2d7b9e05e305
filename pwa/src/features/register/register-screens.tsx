/** Members, for the secretary: who is in the co-op, and the two ways to bring somebody in. */
import type { JSX } from "preact";
import { useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { useDoing } from "@/app/doing";
import { hatNames } from "@/app/hats";
import { Screen } from "@/app/screen";
import { NotHere } from "@/app/stops";
import { http } from "@/contract/http";
import type { Invitation, RegisterMember } from "@/contract/types";
import { Actions, Button, Icon, List, Note, Row, Tag } from "@/kit";
import { day } from "@/words/dates";
import { t } from "@/words/t";
import { CardScreen } from "./card-screen";
import { InviteScreen } from "./invite-screen";

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
      {doing.why && (
        <Note kind="stop" live>
          {doing.why}
        </Note>
      )}
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
  const parts = [member.member_class ? t(`register.class_${member.member_class}`) : ""];
  return [...parts, ...hatNames(member.hats)].filter(Boolean).join(" · ");
}

function MembersScreen(): JSX.Element {
  const asked = useAsked<{ items: RegisterMember[] }>("/members");
  const items = asked.value?.items;
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
              title={member.name}
              second={second(member)}
              end={
                member.invited ? <Tag kind="stitched">{t("register.not_yet_here")}</Tag> : undefined
              }
            />
          ))}
        </List>
      )}
      <Invitations />
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
