/** The four plain questions: who helps you, what should they know, who else, until when. One a screen. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { changed, useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { useDoing } from "@/app/doing";
import { calledBy } from "@/app/names";
import { Screen } from "@/app/screen";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import type { Person } from "@/contract/types";
import { Button, EasyLine, EasyList, EmptyState, List, Note, Picture, Row } from "@/kit";
import { isEasy, t } from "@/words/t";
import { type Owner, RECORD } from "./owner";
import { AudiencePicture } from "./pieces";
import { keyOf, patchOf } from "./quilt";
import { What, Who } from "./quilt-by-one";
import { stateWords, whoWords } from "./quilt-words";
import { GROUPS, groupName, SECTIONS, whoseParts } from "./sections";
import { type Chosen, SquareSheet } from "./square-sheet";
import type { Audience, Quilt } from "./types";
import { untilWords } from "./until";
import { UntilChoice } from "./until-choice";
import { newest, type QuiltHere, shownIn, useQuilt } from "./use-quilt";

const STEPS = ["start", "who", "what", "else", "until", "sum", "done"] as const;
type Step = (typeof STEPS)[number];

const TITLES = {
  start: "consent.q_title",
  who: "consent.q_who",
  what: "consent.q_what",
  else: "consent.q_else",
  until: "consent.q_until",
  sum: "consent.q_sum",
  done: "consent.q_done",
} as const;

interface PageProps {
  here: QuiltHere;
  quilt: Quilt;
  owner: Owner;
  onChoose: (chosen: Chosen) => void;
}

function careTeam(quilt: Quilt): Audience | undefined {
  return quilt.audiences.find((one) => one.audience === "care team");
}

function others(quilt: Quilt): Audience[] {
  return quilt.audiences.filter((one) => one.audience !== "care team");
}

function openIn(audience: Audience) {
  return audience.squares.filter((one) => one.level !== "closed");
}

function Start(): JSX.Element {
  return (
    <EasyList>
      <EasyLine picture="hello">{t("consent.q_start")}</EasyLine>
      <EasyLine picture="choose">{t("consent.q_start_free")}</EasyLine>
    </EasyList>
  );
}

function WhoHelps(props: { owner: Owner }): JSX.Element {
  const asked = useAsked<Person>(`/people/${props.owner.person}`);
  const team = asked.value?.care_team.filter((one) => one.state === "in");
  if (!team) return <Otherwise of={asked} />;
  return (
    <>
      <p class="lead">{t("consent.q_who_so")}</p>
      {team.length === 0 && <Note kind="wait">{t("consent.q_nobody")}</Note>}
      <EasyList>
        {team.map((one) => (
          <EasyLine key={one.team_member_id} face={one.portrait.parts}>
            <b>{calledBy(one.name)}</b>
          </EasyLine>
        ))}
      </EasyList>
      <Button icon="team" wide href="/team">
        {t("consent.q_change_team")}
      </Button>
    </>
  );
}

function WhatKnow(props: PageProps): JSX.Element {
  const team = careTeam(props.quilt);
  return (
    <>
      <p class="lead">{t("consent.q_what_so")}</p>
      {team && <What audience={team} onChoose={props.onChoose} />}
    </>
  );
}

function WhoElse(props: PageProps): JSX.Element {
  const [key, setKey] = useState<string | null>(null);
  const rest = others(props.quilt);
  const one = rest.find((each) => keyOf(each) === key);
  if (one) {
    return (
      <>
        <div class="across">
          <AudiencePicture of={one} />
          <h2 class="grow">{whoWords(one, props.owner.name)}</h2>
        </div>
        <What audience={one} onChoose={props.onChoose} />
        <Button icon="back" wide onClick={() => setKey(null)}>
          {t("consent.somebody_else")}
        </Button>
      </>
    );
  }
  return (
    <>
      <p class="lead">{t(rest.length === 0 ? "consent.q_else_none" : "consent.q_else_so")}</p>
      {rest.length > 0 && (
        <Who audiences={rest} owner={props.owner.name} onChoose={(each) => setKey(keyOf(each))} />
      )}
      <List label={t("consent.q_else_add")}>
        <Row
          lead={<Picture name="helper" />}
          title={t("consent.q_family")}
          href="/record/people-for-me"
        />
        <Row lead={<Picture name="heart" />} title={t("consent.q_nurse")} href="/record/partners" />
      </List>
    </>
  );
}

/** How long the care team's permits last: as long as somebody is in the team, or until a day. */
function UntilWhen(props: PageProps): JSX.Element {
  const { here, owner } = props;
  const team = careTeam(props.quilt);
  if (!team) return <p>{t("consent.q_else_none")}</p>;
  const patch = patchOf(
    team,
    openIn(team).map((one) => one.section),
  );
  const change = async (until: string | null) => {
    for (const level of ["see", "add"] as const) {
      const sections = openIn(team).filter((one) => one.level === level);
      const codes = sections.map((one) => one.section);
      if (codes.length > 0) await here.give(newest(props.quilt, team), codes, level, until);
    }
  };
  return (
    <>
      <p class="lead">{t("consent.q_until_so")}</p>
      <UntilChoice
        legend={t("consent.q_until_team", { who: whoWords(team, owner.name) })}
        until={patch.until}
        mustEnd={false}
        onChange={(until) => void change(until)}
      />
      <p class="soft">{t("consent.q_until_any")}</p>
    </>
  );
}

/** What they may add to, and until when. */
function restOf(audience: Audience, owner: string | null): string {
  const adds = openIn(audience).filter((one) => one.level === "add");
  const codes = adds.map((one) => one.section);
  const { until } = patchOf(audience, SECTIONS);
  const what = whoseParts(codes, owner);
  return [codes.length > 0 && t("consent.q_sum_adds", { what }), untilWords(until)]
    .filter(Boolean)
    .join(" ");
}

/** The same in Easy Read: who, and below it each part with its picture. */
function EasySummary(props: { open: Audience[]; owner: string | null }): JSX.Element {
  return (
    <>
      {props.open.map((one) => (
        <section class="stack" key={keyOf(one)} aria-label={whoWords(one, props.owner)}>
          <div class="across">
            <AudiencePicture of={one} />
            <h2 class="grow">{whoWords(one, props.owner)}</h2>
          </div>
          <EasyList>
            {GROUPS.map((group) => ({ group, patch: patchOf(one, group.sections) }))
              .filter(({ patch }) => patch.level !== "closed")
              .map(({ group, patch }) => (
                <EasyLine key={group.code} picture={group.picture}>
                  <b>{groupName(group.code)}</b>
                  {"\n"}
                  {stateWords(patch)}
                </EasyLine>
              ))}
          </EasyList>
        </section>
      ))}
    </>
  );
}

function Summary(props: PageProps): JSX.Element {
  const { quilt, owner } = props;
  const open = quilt.audiences.filter((one) => openIn(one).length > 0);
  return (
    <>
      <p class="lead">{t("consent.q_sum_so")}</p>
      {isEasy() ? (
        <EasySummary open={open} owner={owner.name} />
      ) : (
        <List label={t("consent.q_sum")}>
          {open.map((one) => {
            const sections = openIn(one).map((each) => each.section);
            const what = whoseParts(sections, owner.name);
            return (
              <Row
                key={keyOf(one)}
                lead={<AudiencePicture of={one} />}
                title={t("consent.scope_see", { who: whoWords(one, owner.name), what })}
                second={restOf(one, owner.name) || undefined}
              />
            );
          })}
        </List>
      )}
      <p>{t(open.length === 0 ? "consent.q_sum_nobody" : "consent.q_sum_rest")}</p>
      <p class="soft">{t("consent.q_sum_closed")}</p>
    </>
  );
}

function Finished(): JSX.Element {
  return (
    <Screen hem title={t("consent.q_done")}>
      <EmptyState
        picture="all-read"
        title={t("consent.q_thanks")}
        actions={
          <>
            <Button kind="do" wide href="/record">
              {t("consent.back_to_record")}
            </Button>
            <Button wide href="/record/access">
              {t("consent.title")}
            </Button>
          </>
        }
      >
        <p>{t("consent.q_any_day")}</p>
      </EmptyState>
    </Screen>
  );
}

const PAGES = { what: WhatKnow, else: WhoElse, until: UntilWhen, sum: Summary } as const;

export function QuestionsScreen(props: { owner: Owner }): JSX.Element {
  const { owner } = props;
  const here = useQuilt(owner.person);
  const doing = useDoing();
  const [step, setStep] = useState<Step>("start");
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const { quilt } = here;
  if (step === "done") return <Finished />;
  const at = STEPS.indexOf(step);
  const finish = async () => {
    const body = { wording: quilt?.wording ?? "", language: shownIn() };
    if (await doing.do(() => http.post(`/people/${owner.person}/questions`, body))) {
      changed("access");
      setStep("done");
    }
  };
  const on = () => {
    if (step === "sum") void finish();
    else setStep(STEPS[at + 1] ?? "done");
    window.scrollTo(0, 0);
  };
  const Asked = step === "start" || step === "who" ? null : PAGES[step];
  return (
    <Screen
      title={t(TITLES[step])}
      second={at > 0 && at < 5 ? t("consent.q_count", { n: at, of: 4 }) : undefined}
      back={{ href: RECORD, label: t("consent.back_to_record") }}
    >
      {!quilt && <Otherwise of={here.asked} rows={6} />}
      {step === "start" && <Start />}
      {step === "who" && <WhoHelps owner={owner} />}
      {quilt && Asked && <Asked here={here} quilt={quilt} owner={owner} onChoose={setChosen} />}
      <Why of={here.doing} />
      <Why of={doing} />
      {quilt && (
        <Button kind="do" wide busy={doing.busy} onClick={on}>
          {t(step === "sum" ? "consent.q_right" : "consent.q_on")}
        </Button>
      )}
      {at > 0 && (
        <Button wide icon="back" onClick={() => setStep(STEPS[at - 1] ?? "start")}>
          {t("consent.q_back")}
        </Button>
      )}
      {quilt && (
        <SquareSheet
          here={here}
          quilt={quilt}
          chosen={chosen}
          owner={owner.name}
          onChoose={setChosen}
        />
      )}
    </Screen>
  );
}
