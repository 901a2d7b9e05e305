/** From somebody's page to what can be done about their record, by who one is. */
import type { JSX } from "preact";
import { Screen } from "@/app/screen";
import { me } from "@/app/session";
import { Icon, type IconName, List, Row } from "@/kit";
import { t } from "@/words/t";
import { hasHat } from "./owner";

interface Way {
  to: string;
  icon: IconName;
  title: string;
  second?: string;
}

function waysHere(): Way[] {
  const office = ["team starter", "coach", "reviewer"].some(hasHat);
  const carer = me.value?.active?.member_class === "carer";
  return [
    ...(carer
      ? ([
          {
            to: "cover",
            icon: "clock",
            title: t("consent.cover_short"),
            second: t("consent.cover_short_why"),
          },
          {
            to: "emergency",
            icon: "warning",
            title: t("consent.emergency_short"),
            second: t("consent.emergency_only"),
          },
        ] as const)
      : []),
    ...(office
      ? ([
          { to: "decisions", icon: "plan", title: t("consent.decisions_short") },
          { to: "representatives", icon: "people", title: t("consent.people_short") },
        ] as const)
      : []),
    ...(hasHat("team starter")
      ? ([{ to: "partners", icon: "heart", title: t("consent.partners") }] as const)
      : []),
  ];
}

export function PersonWays(props: { id: string }): JSX.Element {
  return (
    <List label={t("consent.ways")}>
      {waysHere().map(({ to, icon, title, second }) => (
        <Row
          key={to}
          lead={<Icon name={icon} />}
          title={title}
          second={second}
          href={`/people/${props.id}/${to}`}
        />
      ))}
    </List>
  );
}

/** For somebody of whom nothing is open to me: what there is to do all the same. */
export function WaysScreen(props: { id: string; name: string }): JSX.Element {
  const back = { href: "/people", label: t("consent.back_to_people") };
  return (
    <Screen title={props.name} back={back}>
      <p>{t("consent.ways_why", { name: props.name })}</p>
      <PersonWays id={props.id} />
    </Screen>
  );
}
