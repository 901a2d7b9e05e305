import type { JSX } from "preact";
import { useState } from "preact/hooks";
import {
  Actions,
  Banner,
  Bubble,
  Button,
  Card,
  CardLink,
  Composer,
  DayMark,
  EasyLine,
  EasyList,
  EmptyState,
  Faces,
  Happening,
  Head,
  List,
  Listen,
  Mast,
  Nav,
  Page,
  Portrait,
  Row,
  Skeleton,
  Tag,
  Thread,
} from "@/kit";
import { Forms } from "./forms.tsx";
import { everybody, grace, lin, priya, sam } from "./people.ts";
import { Pieces } from "./pieces.tsx";

const nav = (current: number): JSX.Element => (
  <Nav
    label="Where to go"
    name="Mill Lane Care"
    items={[
      { href: "#today", label: "Today", icon: "today", current: current === 0 },
      {
        href: "#messages",
        label: "Messages",
        icon: "messages",
        current: current === 1,
        news: "2 new",
      },
      { href: "#team", label: "My care team", icon: "team", current: current === 2 },
      { href: "#me", label: "Me", icon: "me", current: current === 3 },
    ]}
  />
);

function Today(): JSX.Element {
  return (
    <Page
      skipLabel="Skip to the page itself"
      nav={nav(0)}
      head={<Mast hem title="Good morning, Edith" second="Tuesday 24 November" />}
    >
      <Card>
        <div class="across">
          <Portrait parts={sam.parts} size="l" />
          <div class="grow">
            <h2>Sam is first in your team</h2>
            <p>He read your last message</p>
          </div>
        </div>
        <Button kind="do" icon="pencil" wide href="#write">
          Write to Sam
        </Button>
      </Card>
      <CardLink href="#messages" wait>
        <h3>2 messages to read</h3>
        <p>From Priya and from your team</p>
      </CardLink>
      <List label="In my team">
        <Row face={priya.parts} title="Priya" second="Carer" href="#priya" />
        <Row face={lin.parts} title="Lin" second="Carer" href="#lin" />
      </List>
    </Page>
  );
}

function Written({ far }: { far: boolean }): JSX.Element {
  return (
    <Thread label="Messages with Sam">
      <DayMark>Today</DayMark>
      <Bubble mine text="And some milk." state={{ faces: [sam], words: "Sam has read it" }} />
      <Happening parts={grace.parts}>Grace joined at 8:20 am</Happening>
      <Bubble
        at="8:25 am"
        author={{ ...grace, second: "on call" }}
        text="I’ve got this, Edith. I’ll ring you in five minutes."
      />
      <Bubble
        author={sam}
        medium={{ icon: "call", words: "Sam wrote down a call" }}
        text="Edith rang. The heating is on again."
      />
      <Bubble
        mine
        waiting={far}
        text="The heating is off. I am cold."
        state={
          far
            ? { icon: "clock", words: "Waiting for signal" }
            : { icon: "phone", words: "On Sam’s phone since 8:05 am" }
        }
      />
      {far && (
        <Bubble
          mine
          stopped
          text="Can you both come?"
          state={{ icon: "hand", words: "Not sent. Priya is no longer in this conversation." }}
          actions={<Button icon="copy">Put it back to write</Button>}
        />
      )}
    </Thread>
  );
}

function Talk({ far = false }: { far?: boolean }): JSX.Element {
  const [text, setText] = useState("");
  return (
    <Page
      talk
      skipLabel="Skip to the page itself"
      nav={nav(1)}
      head={
        <Head
          back={{ href: "#messages", label: "Back" }}
          face={sam.parts}
          title="Sam"
          second="Carer in Mill Lane"
          end={
            <Button icon="call" href="tel:0">
              Call
            </Button>
          }
        />
      }
      banner={
        far && (
          <Banner strong="No signal. 2 things waiting to be sent.">
            They go by themselves when the signal comes back.
          </Banner>
        )
      }
      beside={<Inbox />}
    >
      <Written far={far} />
      <Composer
        label="Your message"
        placeholder="Write here"
        value={text}
        onInput={setText}
        onSend={() => setText("")}
        readers={[sam, priya, lin, grace]}
        readersWords="Sam, Priya, Lin and Grace will read it"
        sendWords="Send"
        beside={<Button icon="call-add">A call</Button>}
      />
    </Page>
  );
}

function Inbox(): JSX.Element {
  return (
    <List label="Messages">
      <Row
        face={sam.parts}
        title="Sam"
        second="You: The heating is off. I am cold."
        href="#sam"
        news="2 new"
      />
      <Row face={priya.parts} title="Priya" second="See you at 6" href="#priya" current />
      <Row
        lead={<Faces of={[sam, priya]} />}
        title="My care team"
        short
        second="Lin: I can do Thursday, if that suits everybody else in the team"
        href="#team"
      />
    </List>
  );
}

function Messages(): JSX.Element {
  return (
    <Page
      skipLabel="Skip to the page itself"
      nav={nav(1)}
      head={<Mast title="Messages" end={<Button icon="pencil">New message</Button>} />}
    >
      <Inbox />
      <Skeleton label="One moment" rows={2} />
    </Page>
  );
}

function Empty(): JSX.Element {
  return (
    <Page skipLabel="Skip to the page itself" nav={nav(1)} head={<Mast title="Messages" />}>
      <EmptyState
        picture="seedling"
        title="Nothing written yet"
        faces={<Faces of={[sam, priya, lin]} size="h" />}
        actions={
          <Button kind="do" wide icon="pencil">
            Write to my team
          </Button>
        }
      >
        <p>Sam, Priya and Lin are on your team. Say hello to any of them.</p>
      </EmptyState>
    </Page>
  );
}

function Easy(): JSX.Element {
  return (
    <Page
      skipLabel="Skip to the page"
      nav={nav(0)}
      head={
        <Mast
          title="Tuesday"
          end={<Listen of="#page" words="Listen" stopWords="Stop" locale="en-GB" />}
        />
      }
    >
      <EasyList>
        <EasyLine face={sam.parts}>
          <b>Sam</b> is in your team.
        </EasyLine>
        <EasyLine picture="read">
          Sam has <b>read</b> your message.
        </EasyLine>
        <EasyLine picture="message" wait href="#messages">
          You have <b>2 new messages</b>.
        </EasyLine>
      </EasyList>
      <Button kind="do" icon="pencil" wide>
        Write to Sam
      </Button>
      <EasyList>
        <EasyLine picture="team" href="#team">
          See <b>your team</b>.
        </EasyLine>
      </EasyList>
    </Page>
  );
}

function Team(): JSX.Element {
  return (
    <Page
      skipLabel="Skip to the page itself"
      nav={nav(2)}
      head={<Mast title="My care team" second="You decide who is in it" />}
    >
      <List>
        {everybody.slice(0, 4).map((one) => (
          <Row
            key={one.name}
            face={one.parts}
            title={one.name}
            second="07700 900123"
            end={<Button icon="call">Call</Button>}
          />
        ))}
        <Row
          face={everybody[5]?.parts ?? ""}
          title="Mary"
          end={<Tag kind="stitched">Asked yesterday</Tag>}
        />
      </List>
      <Actions>
        <Button icon="person-add">Ask somebody in</Button>
      </Actions>
    </Page>
  );
}

export const screens: Record<string, () => JSX.Element> = {
  pieces: Pieces,
  forms: Forms,
  today: Today,
  talk: () => <Talk />,
  offline: () => <Talk far />,
  messages: Messages,
  empty: Empty,
  easy: Easy,
  team: Team,
};
