/** What the secretary can do about one member: let them in on another device, or take them out. */
import type { JSX } from "preact";
import { changed } from "@/app/asked";
import { useDoing } from "@/app/doing";
import { calledBy } from "@/app/names";
import { me } from "@/app/session";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import type { EnrolmentCard, RegisterMember } from "@/contract/types";
import { Button, Sheet } from "@/kit";
import { t } from "@/words/t";

export function MemberSheet(props: {
  member: RegisterMember | null;
  onClose: () => void;
  onCard: (card: EnrolmentCard) => void;
}): JSX.Element {
  const doing = useDoing();
  const { member } = props;
  const name = member ? calledBy(member.name) : "";
  const own = member?.membership_id === me.value?.active?.membership_id;
  const card = async () => {
    if (!member) return;
    const { membership_id, member_class, hats } = member;
    const body = { membership_id, member_class, hats, name: member.name, gets_support: false };
    await doing.do(async () =>
      props.onCard(await http.post<EnrolmentCard>("/enrolment-cards", body)),
    );
  };
  const out = async () => {
    if (member && (await doing.do(() => http.remove(`/members/${member.membership_id}`)))) {
      changed("membership");
      props.onClose();
    }
  };
  return (
    <Sheet
      open={member !== null}
      onClose={props.onClose}
      title={member?.name ?? ""}
      closeLabel={t("common.close")}
    >
      <p>{t("register.member_so", { name })}</p>
      <Button icon="card" wide busy={doing.busy} onClick={() => void card()}>
        {t("register.card_again", { name })}
      </Button>
      <Why of={doing} />
      {!own && (
        <>
          <p>{t("register.out_so", { name })}</p>
          <Button
            kind="stop"
            icon="person-remove"
            wide
            busy={doing.busy}
            onClick={() => void out()}
          >
            {t("register.take_out", { name })}
          </Button>
        </>
      )}
    </Sheet>
  );
}
