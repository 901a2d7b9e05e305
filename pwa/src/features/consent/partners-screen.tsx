/** A professional from outside of the co-op is invited, and what they may see is given in the same breath. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { changed, useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { useDoing } from "@/app/doing";
import { Screen } from "@/app/screen";
import { Button, EmptyState, List, OrgPiece, Row, Tag } from "@/kit";
import { t } from "@/words/t";
import { ownerHere } from "./owner";
import { PartnerForm } from "./partner-form";
import type { About } from "./people-for-me-screen";
import { organisationIcon } from "./pieces";
import type { Audience, Partner, Quilt } from "./types";

function second(of: Partner): string {
  return [of.role, of.organisation.name].filter(Boolean).join(", ");
}

function seesSomething(of: Audience): boolean {
  return of.squares.some((one) => one.level !== "closed");
}

/** Who of outside sees something now, invited from here or not; undefined where that is not mine to know. */
function useOffices(person: string): Audience[] | undefined {
  const decides = ownerHere()?.person === person;
  const quilt = useAsked<Quilt>(decides ? `/people/${person}/access` : null);
  return quilt.value?.audiences.filter((one) => one.organisation && seesSomething(one));
}

/** Each leads to the quilt, where it can be shut. */
function Offices(props: { of: readonly Audience[] }): JSX.Element {
  return (
    <List label={t("consent.offices")}>
      {props.of.map((one) => (
        <Row
          key={`${one.id} ${one.role}`}
          lead={<OrgPiece icon={organisationIcon(one.organisation?.kind)} />}
          title={one.name}
          second={t("consent.office_sees")}
          href="/record/access"
        />
      ))}
    </List>
  );
}

export function PartnersScreen(props: { of: About }): JSX.Element {
  const { person, name, back } = props.of;
  const asked = useAsked<{ items: Partner[] }>(`/people/${person}/partners`);
  const [adding, setAdding] = useState(false);
  const doing = useDoing();
  const items = asked.value?.items;
  const offices = useOffices(person) ?? [];
  const done = () => {
    setAdding(false);
    changed("access");
  };
  if (adding) {
    return (
      <Screen
        title={t("consent.invite_partner")}
        back={{ ...back, href: "#", onClick: (event) => leave(event, () => setAdding(false)) }}
      >
        <PartnerForm person={person} owner={name} doing={doing} onDone={done} />
      </Screen>
    );
  }
  return (
    <Screen title={t("consent.partners")} back={back}>
      <p>{t("consent.partners_so")}</p>
      {!items && <Otherwise of={asked} />}
      {offices.length > 0 && <Offices of={offices} />}
      {items?.length === 0 && offices.length === 0 && (
        <EmptyState picture="heart" title={t("consent.no_partners")} />
      )}
      {items && items.length > 0 && (
        <List label={t("consent.partners")}>
          {items.map((one) => (
            <Row
              key={one.invitation_id}
              lead={<OrgPiece icon={organisationIcon(one.organisation.kind)} />}
              title={one.name}
              second={second(one)}
              end={
                one.accepted ? undefined : (
                  <Tag kind="stitched" icon="clock">
                    {t("consent.invited")}
                  </Tag>
                )
              }
            />
          ))}
        </List>
      )}
      {items && (
        <Button kind="do" wide icon="plus" onClick={() => setAdding(true)}>
          {t("consent.invite_partner")}
        </Button>
      )}
    </Screen>
  );
}

function leave(event: MouseEvent, back: () => void): void {
  event.preventDefault();
  back();
}
