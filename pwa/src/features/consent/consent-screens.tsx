/** The screens of consent, by their addresses: of my own record, of somebody else's, and of the hats. */
import type { JSX } from "preact";
import { NotHere } from "@/app/stops";
import { t } from "@/words/t";
import { AccessScreen } from "./access-screen";
import { AskScreen } from "./ask-screen";
import "./consent.css";
import { CoverScreen } from "./cover-screen";
import { DecisionsScreen } from "./decisions-screen";
import { EmergencyScreen } from "./emergency-screen";
import { LooksScreen } from "./looks-screen";
import { ownerHere, RECORD } from "./owner";
import { PartnersScreen } from "./partners-screen";
import { type About, PeopleForMeScreen } from "./people-for-me-screen";
import { WaysScreen } from "./person-ways";
import { QuestionsScreen } from "./questions-screen";
import { RequestsScreen } from "./requests";
import { ReviewsScreen, TalksScreen } from "./reviews-screen";
import { backToPerson, useName } from "./with-person";

function Mine(props: { page: string }): JSX.Element {
  const owner = ownerHere();
  if (!owner) return <NotHere />;
  const back = { href: RECORD, label: t("consent.back_to_record") };
  const about: About = { ...owner, back };
  switch (props.page) {
    case "access":
      return <AccessScreen owner={owner} />;
    case "questions":
      return <QuestionsScreen owner={owner} />;
    case "looks":
      return <LooksScreen owner={owner} />;
    case "requests":
      return <RequestsScreen owner={owner} />;
    case "people-for-me":
      return <PeopleForMeScreen of={about} />;
    case "partners":
      return <PartnersScreen of={about} />;
    default:
      return <NotHere />;
  }
}

function Theirs(props: { id: string; page: string }): JSX.Element {
  const { id } = props;
  const name = useName(id);
  const about: About = { person: id, name, back: backToPerson(id) };
  switch (props.page) {
    case "ask":
      return <AskScreen id={id} />;
    case "emergency":
      return <EmergencyScreen id={id} />;
    case "decisions":
      return <DecisionsScreen id={id} />;
    case "cover":
      return <CoverScreen id={id} />;
    case "representatives":
      return <PeopleForMeScreen of={about} />;
    case "partners":
      return <PartnersScreen of={about} />;
    case "ways":
      return <WaysScreen id={id} name={name} />;
    default:
      return <NotHere />;
  }
}

/** `person`: whose record, where it is not the one I own or act for. */
export function ConsentScreens(props: { page: string; person?: string }): JSX.Element {
  if (props.person !== undefined) return <Theirs id={props.person} page={props.page} />;
  if (props.page === "reviews") return <ReviewsScreen />;
  if (props.page === "talks") return <TalksScreen />;
  return <Mine page={props.page} />;
}
