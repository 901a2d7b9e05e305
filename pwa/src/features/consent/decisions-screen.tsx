/** What is decided about a person's record by others: best interests, directives, what is withheld. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { changed, useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { about, useDoing } from "@/app/doing";
import { Screen } from "@/app/screen";
import { me } from "@/app/session";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import { Button, Card, Field, List, Note, Row, Sheet, Tag } from "@/kit";
import { day } from "@/words/dates";
import { t } from "@/words/t";
import { BestInterestsForm, DirectiveForm, WithholdingForm } from "./decision-forms";
import { hasHat } from "./owner";
import { manyNames, manyNouns, whose } from "./sections";
import type { BestInterests, Directive, Withholding } from "./types";
import { untilWords } from "./until";
import { backToPerson, useName } from "./with-person";

const DIRECTIVE_KINDS = {
  "court order": "consent.court_order",
  "safeguarding enquiry": "consent.enquiry",
} as const;

function Best(props: { id: string }): JSX.Element | null {
  const asked = useAsked<{ items: BestInterests[] }>(`/people/${props.id}/best-interests`);
  const items = asked.value?.items;
  if (!items) return <Otherwise of={asked} rows={1} />;
  return (
    <>
      {items.map((one) => (
        <Card key={one.decision_id} label={one.about}>
          <h3>{one.about}</h3>
          <p>{one.decision}</p>
          <p class="soft">{t("consent.consulted_so", { words: one.consulted })}</p>
          <p class="soft">{t("consent.less_so", { words: one.less_restrictive })}</p>
          <p class="small soft">
            {t("consent.decided_by", {
              name: one.decided_by.name,
              day: day(new Date(one.decided_at)),
              review: day(new Date(`${one.review_on}T12:00:00`)),
            })}
          </p>
        </Card>
      ))}
    </>
  );
}

/** Two people approve it, never one: the second is asked here. */
function DirectiveCard(props: { of: Directive; name: string }): JSX.Element {
  const { of } = props;
  const doing = useDoing();
  const mine = of.first_by.membership_id === me.value?.active?.membership_id;
  const act = async (work: () => Promise<unknown>) => {
    if (await doing.do(work)) changed("access");
  };
  return (
    <Card stitched={!of.second_by} label={of.reference}>
      <h3>{t(DIRECTIVE_KINDS[of.kind])}</h3>
      <p>
        {t("consent.directive_so", { what: whose(manyNouns(of.sections), props.name) })}{" "}
        {untilWords(of.until)}
      </p>
      <p class="soft">{of.reference}</p>
      <List label={t("consent.directive_who")}>
        {of.members.map((face) => (
          <Row key={face.membership_id} face={face.portrait.parts} title={face.name} />
        ))}
      </List>
      <div>
        <Tag kind={of.second_by ? "fine" : "stitched"} icon={of.second_by ? "check" : "clock"}>
          {of.second_by
            ? t("consent.two_approved", { one: of.first_by.name, two: of.second_by.name })
            : t("consent.one_approved", { one: of.first_by.name })}
        </Tag>
      </div>
      <Why of={doing} />
      {!of.second_by && !mine && (
        <Button
          busy={doing.busy}
          onClick={() => void act(() => http.post(`/directives/${of.directive_id}/approve`))}
        >
          {t("consent.approve")}
        </Button>
      )}
      <Button
        kind="quiet"
        busy={doing.busy}
        onClick={() => void act(() => http.remove(`/directives/${of.directive_id}`))}
      >
        {t("consent.directive_end")}
      </Button>
    </Card>
  );
}

function Directives(props: { id: string; name: string }): JSX.Element | null {
  const asked = useAsked<{ items: Directive[] }>("/directives");
  const items = asked.value?.items.filter(
    (one) => one.person.person_id === props.id && one.ended_at === null,
  );
  if (!items) return <Otherwise of={asked} rows={1} />;
  return (
    <>
      {items.map((one) => (
        <DirectiveCard key={one.directive_id} of={one} name={props.name} />
      ))}
    </>
  );
}

/** Hats that say from the assessment with what care may begin. */
const STARTERS = ["team starter", "coach"];

/** Care must be able to begin: with what, and on which basis, is said once and written down. */
function Starting(props: { id: string; name: string }): JSX.Element {
  const [basis, setBasis] = useState("");
  const [said, setSaid] = useState(false);
  const doing = useDoing();
  const start = async (event: Event) => {
    event.preventDefault();
    const body = { basis: basis.trim() };
    if (await doing.do(() => http.post(`/people/${props.id}/start`, body))) setSaid(true);
  };
  if (said) {
    return (
      <>
        <h2>{t("consent.start")}</h2>
        <Note kind="fine" live>
          {t("consent.start_said")}
        </Note>
      </>
    );
  }
  return (
    <form class="stack" onSubmit={(event) => void start(event)}>
      <h2>{t("consent.start")}</h2>
      <p class="soft">{t("consent.start_so", { name: props.name })}</p>
      <Field
        label={t("consent.start_basis")}
        hint={t("consent.start_hint")}
        value={basis}
        onInput={setBasis}
        lines={2}
        required
        maxLength={1000}
        {...about(doing.refusal, "basis")}
      />
      <Why of={doing} fields={["basis"]} />
      <Button wide type="submit" icon="check" busy={doing.busy}>
        {t("consent.start_now")}
      </Button>
    </form>
  );
}

/** What the person is not shown now, and until when that is not looked at again. */
function Withheld(props: { id: string }): JSX.Element | null {
  const asked = useAsked<{ items: Withholding[] }>(`/people/${props.id}/withholdings`);
  const doing = useDoing();
  const items = asked.value?.items;
  if (!items) return <Otherwise of={asked} rows={1} />;
  const end = async (one: Withholding) => {
    if (await doing.do(() => http.remove(`/withholdings/${one.withholding_id}`))) {
      changed("access");
    }
  };
  return (
    <>
      <Why of={doing} />
      {items.map((one) => (
        <Card key={one.withholding_id} label={manyNames(one.sections)}>
          <h3>{manyNames(one.sections)}</h3>
          <p>{one.reason}</p>
          <p class="small soft">
            {t("consent.withheld_by", {
              name: one.made_by.name,
              review: day(new Date(`${one.review_on}T12:00:00`)),
            })}
          </p>
          <Button busy={doing.busy} onClick={() => void end(one)}>
            {t("consent.withhold_end")}
          </Button>
        </Card>
      ))}
    </>
  );
}

const FORMS = {
  best: { title: "consent.best_new", form: BestInterestsForm },
  directive: { title: "consent.directive_new", form: DirectiveForm },
  withhold: { title: "consent.withhold_new", form: WithholdingForm },
} as const;
type FormName = keyof typeof FORMS;

export function DecisionsScreen(props: { id: string }): JSX.Element {
  const { id } = props;
  const name = useName(id);
  const [open, setOpen] = useState<FormName | null>(null);
  const reviewer = hasHat("reviewer");
  const Form = open ? FORMS[open].form : null;
  return (
    <Screen title={t("consent.decisions", { name })} back={backToPerson(id)}>
      {STARTERS.some(hasHat) && <Starting id={id} name={name} />}
      <h2>{t("consent.best")}</h2>
      <p class="soft">{t("consent.best_so")}</p>
      <Best id={id} />
      <Button icon="plus" wide onClick={() => setOpen("best")}>
        {t("consent.best_new")}
      </Button>
      {reviewer && (
        <>
          <h2>{t("consent.directives")}</h2>
          <p class="soft">{t("consent.directives_so")}</p>
          <Directives id={id} name={name} />
          <Button icon="plus" wide onClick={() => setOpen("directive")}>
            {t("consent.directive_new")}
          </Button>
          <h2>{t("consent.withheld")}</h2>
          <p class="soft">{t("consent.withheld_so", { name })}</p>
          <Withheld id={id} />
          <Button icon="plus" wide onClick={() => setOpen("withhold")}>
            {t("consent.withhold_new")}
          </Button>
        </>
      )}
      <Sheet
        open={open !== null}
        onClose={() => setOpen(null)}
        title={open ? t(FORMS[open].title) : ""}
        closeLabel={t("common.close")}
      >
        {Form && (
          <Form
            id={id}
            onDone={() => {
              setOpen(null);
              changed("access");
            }}
          />
        )}
      </Sheet>
    </Screen>
  );
}
