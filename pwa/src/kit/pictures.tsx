import type { JSX } from "preact";

import addUrl from "./pictures/add.svg";
import allReadUrl from "./pictures/all-read.svg";
import bigTextUrl from "./pictures/big-text.svg";
import calendarUrl from "./pictures/calendar.svg";
import callUrl from "./pictures/call.svg";
import calmUrl from "./pictures/calm.svg";
import cardUrl from "./pictures/card.svg";
import carerUrl from "./pictures/carer.svg";
import chooseUrl from "./pictures/choose.svg";
import clockUrl from "./pictures/clock.svg";
import closedUrl from "./pictures/closed.svg";
import coOpUrl from "./pictures/co-op.svg";
import darkUrl from "./pictures/dark.svg";
import deviceUrl from "./pictures/device.svg";
import emergencyUrl from "./pictures/emergency.svg";
import heartUrl from "./pictures/heart.svg";
import helloUrl from "./pictures/hello.svg";
import helperUrl from "./pictures/helper.svg";
import homeUrl from "./pictures/home.svg";
import joinUrl from "./pictures/join.svg";
import keyUrl from "./pictures/key.svg";
import knockUrl from "./pictures/knock.svg";
import languageUrl from "./pictures/language.svg";
import leaveUrl from "./pictures/leave.svg";
import letterUrl from "./pictures/letter.svg";
import listenUrl from "./pictures/listen.svg";
import lostUrl from "./pictures/lost.svg";
import mailUrl from "./pictures/mail.svg";
import medicineUrl from "./pictures/medicine.svg";
import messageUrl from "./pictures/message.svg";
import messagesUrl from "./pictures/messages.svg";
import moneyUrl from "./pictures/money.svg";
import noUrl from "./pictures/no.svg";
import noSignalUrl from "./pictures/no-signal.svg";
import noTeamUrl from "./pictures/no-team.svg";
import outUrl from "./pictures/out.svg";
import patchUrl from "./pictures/patch.svg";
import personUrl from "./pictures/person.svg";
import phoneUrl from "./pictures/phone.svg";
import planUrl from "./pictures/plan.svg";
import readUrl from "./pictures/read.svg";
import safeUrl from "./pictures/safe.svg";
import searchUrl from "./pictures/search.svg";
import seeUrl from "./pictures/see.svg";
import seedlingUrl from "./pictures/seedling.svg";
import sendUrl from "./pictures/send.svg";
import stopUrl from "./pictures/stop.svg";
import teamUrl from "./pictures/team.svg";
import todayUrl from "./pictures/today.svg";
import waitUrl from "./pictures/wait.svg";
import writeUrl from "./pictures/write.svg";
import yesUrl from "./pictures/yes.svg";

/** What can be shown beside a line of Easy Read, or where there is nothing yet. Drawn for Ourpatch. */
const pictures = {
  add: addUrl,
  "all-read": allReadUrl,
  "big-text": bigTextUrl,
  calendar: calendarUrl,
  call: callUrl,
  calm: calmUrl,
  card: cardUrl,
  carer: carerUrl,
  choose: chooseUrl,
  clock: clockUrl,
  "co-op": coOpUrl,
  dark: darkUrl,
  device: deviceUrl,
  hello: helloUrl,
  helper: helperUrl,
  home: homeUrl,
  join: joinUrl,
  key: keyUrl,
  knock: knockUrl,
  language: languageUrl,
  leave: leaveUrl,
  letter: letterUrl,
  listen: listenUrl,
  lost: lostUrl,
  mail: mailUrl,
  message: messageUrl,
  messages: messagesUrl,
  no: noUrl,
  "no-signal": noSignalUrl,
  "no-team": noTeamUrl,
  out: outUrl,
  patch: patchUrl,
  person: personUrl,
  phone: phoneUrl,
  read: readUrl,
  search: searchUrl,
  seedling: seedlingUrl,
  send: sendUrl,
  stop: stopUrl,
  team: teamUrl,
  today: todayUrl,
  wait: waitUrl,
  write: writeUrl,
  heart: heartUrl,
  medicine: medicineUrl,
  money: moneyUrl,
  safe: safeUrl,
  plan: planUrl,
  closed: closedUrl,
  see: seeUrl,
  emergency: emergencyUrl,
  yes: yesUrl,
} as const;

export type PictureName = keyof typeof pictures;

export const pictureNames = Object.keys(pictures) as PictureName[];

/** It says again what the words beside it say, so it has no name of its own. */
export function Picture(props: { name: PictureName; size?: "l" }): JSX.Element {
  return (
    <img
      class={props.size === "l" ? "pic pic-l" : "pic"}
      src={pictures[props.name]}
      alt=""
      width="96"
      height="96"
      decoding="async"
    />
  );
}
