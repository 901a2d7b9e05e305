import { say } from "./say.ts";
import type { Catalogue } from "./types.ts";

/** Words of passkeys, and of showing once more that it is you. */
export const strength = {
  "strength.show_title": say(
    "Show that it is you",
    "Dangoswch mai chi ydyw",
    "Show that it is you",
  ),
  "strength.show_why": say(
    "What you are about to do matters. So show once more that it is you. It holds for ten minutes.",
    "Mae’r hyn rydych ar fin ei wneud yn bwysig. Felly dangoswch eto mai chi ydyw. Mae’n para deg munud.",
    "This matters.\nShow that it is really you.",
  ),
  "strength.with_passkey": say("With your passkey", "Gyda’ch allwedd", "Use your passkey"),
  "strength.by_code": say(
    "Send me a code by e-mail",
    "Anfon cod ataf drwy e-bost",
    "Send me a code",
  ),
  "strength.code_sent": say(
    "A code is on its way to your own e-mail address.",
    "Mae cod ar ei ffordd i’ch cyfeiriad e-bost chi.",
    "Look in your e-mail for a code.",
  ),
  "strength.it_is_me": say("It is me", "Fi yw e", "It is me"),
  "strength.nothing_shown": say(
    "No passkey was shown, and nothing was done. Try again, or use another way.",
    "Ni ddangoswyd allwedd, ac ni wnaed dim. Rhowch gynnig arall arni, neu defnyddiwch ffordd arall.",
    "No passkey was shown.\nTry again, or another way.",
  ),
  "strength.passkeys": say("My passkeys", "Fy allweddi", "My passkeys"),
  "strength.passkeys_why": say(
    "Come in with your face, finger or screen lock",
    "Dewch i mewn â’ch wyneb, bys neu glo sgrin",
    "Come in with your face or finger",
  ),
  "strength.what": say(
    "A passkey lives on your own device. You come in with your face, your finger or the lock of your screen. Nobody can copy it, and there is nothing to remember.",
    "Mae allwedd yn byw ar eich dyfais eich hun. Rydych yn dod i mewn â’ch wyneb, eich bys neu glo eich sgrin. Ni all neb ei chopïo, ac nid oes dim i’w gofio.",
    "A passkey is on your device.\nYou use your face or finger.\nThere is nothing to remember.",
  ),
  "strength.none_yet": say("No passkey yet", "Dim allwedd eto", "No passkey yet"),
  "strength.not_here": say(
    "This device does not know passkeys. A code by e-mail works everywhere.",
    "Nid yw’r ddyfais hon yn adnabod allweddi. Mae cod drwy e-bost yn gweithio ym mhobman.",
    "This device has no passkeys.\nYou can use a code.",
  ),
  "strength.add": say("Add a passkey here", "Ychwanegu allwedd yma", "Add a passkey"),
  "strength.none_made": say(
    "No passkey was made. You can try again.",
    "Ni wnaed allwedd. Gallwch roi cynnig arall arni.",
    "No passkey was made.\nYou can try again.",
  ),
  "strength.made": say("Made {day}", "Gwnaed {day}", "Made {day}"),
  "strength.last_used": say(
    "Last used {day}, {time}",
    "Defnyddiwyd ddiwethaf {day}, {time}",
    "Last used {day}",
  ),
  "strength.remove": say("Take away", "Tynnu", "Take away"),
  "strength.remove_name": say("Take away {name}", "Tynnu {name}", "Take away {name}"),
  "strength.remove_so": say(
    "Nobody can come in with it any more. You can still use a code by e-mail.",
    "Ni all neb ddod i mewn â hi mwyach. Gallwch ddefnyddio cod drwy e-bost o hyd.",
    "Nobody can use it any more.\nYou can still use a code.",
  ),
  "strength.remove_now": say("Take it away now", "Ei thynnu nawr", "Take it away now"),
} as const satisfies Catalogue;
