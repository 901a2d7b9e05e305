import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Actions, Button, Choice, Field, Mast, Note, Page, Sheet, Switch, Tag } from "@/kit";

function Asking(): JSX.Element {
  const [email, setEmail] = useState("sam@");
  const [size, setSize] = useState("ordinary");
  const [calm, setCalm] = useState(true);
  return (
    <>
      <Field
        label="Your e-mail"
        hint="We send you six numbers."
        type="email"
        value={email}
        onInput={setEmail}
        problem="Something is missing after the @."
      />
      <Choice
        legend="How large the words are"
        value={size}
        onChange={setSize}
        options={[
          { value: "ordinary", label: "Ordinary", icon: "text-size" },
          { value: "first", label: "Large", second: "Good for a first tablet" },
          { value: "largest", label: "Largest" },
        ]}
      />
      <div class="list">
        <Switch
          label="Calm mode"
          second="Nothing moves, colours are quiet"
          on={calm}
          onWords="On"
          offWords="Off"
          onChange={setCalm}
          icon="calm"
        />
        <Switch
          label="Easy Read"
          on={!calm}
          onWords="On"
          offWords="Off"
          onChange={(on) => setCalm(!on)}
          icon="book"
        />
      </div>
    </>
  );
}

export function Forms(): JSX.Element {
  const [open, setOpen] = useState(location.hash === "#sheet");
  return (
    <Page skipLabel="Skip to the page itself" head={<Mast title="Me" />}>
      <Asking />
      <Note>For your information.</Note>
      <Note kind="fine">It is settled.</Note>
      <Note kind="wait">It waits for somebody.</Note>
      <Note kind="stop">Edith keeps her money to herself.</Note>
      <div class="across wrap">
        <Tag>Note</Tag>
        <Tag kind="fine" icon="check">
          In
        </Tag>
        <Tag kind="wait">Waits</Tag>
        <Tag kind="stop">Stopped</Tag>
        <Tag kind="stitched">Asked</Tag>
      </div>
      <Actions>
        <Button onClick={() => setOpen(true)}>Ask Priya to leave</Button>
        <Button busy>Being done</Button>
        <Button kind="quiet">Quiet</Button>
      </Actions>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title="Ask Priya to leave your care team?"
        closeLabel="Close"
      >
        <p>Priya reads your messages now. If she leaves, she sees no more of them, at once.</p>
        <Button kind="stop" wide icon="person-remove">
          Priya leaves
        </Button>
        <Button wide onClick={() => setOpen(false)}>
          Priya stays
        </Button>
      </Sheet>
    </Page>
  );
}
