/** The ways in: a code by e-mail, the six words of a card, a link on a card or in a mail, the demo. */
import type { JSX } from "preact";
import { NotHere } from "@/app/stops";
import { DemoDoor, DemoMail } from "./demo-screens";
import { CardDoor, InvitationDoor } from "./link-doors";
import { SignIn } from "./sign-in";

export function SignInScreens(props: { place: string; page: string | undefined }): JSX.Element {
  switch (props.place) {
    case "sign-in":
      return <SignIn />;
    case "card":
      return <CardDoor />;
    case "invitation":
      return <InvitationDoor />;
    case "demo":
      return props.page === "mail" ? <DemoMail /> : <DemoDoor />;
    default:
      return <NotHere />;
  }
}
