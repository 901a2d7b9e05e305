/** Speaking instead of typing: begin, stop, hear it, keep it. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button, Note } from "@/kit";
import { t } from "@/words/t";

/** What browsers record in, the best for a voice first. */
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus", "audio/webm"];
const ENDINGS: Record<string, string> = {
  "audio/webm": "webm",
  "audio/mp4": "m4a",
  "audio/ogg": "ogg",
};
const LONGEST_S = 600;

export function canRecord(): boolean {
  return typeof MediaRecorder !== "undefined" && navigator.mediaDevices !== undefined;
}

/** "2:05". */
export function lasting(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

interface Recording {
  stop: () => void;
}

async function begin(done: (file: File) => void): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one));
  const recorder = new MediaRecorder(stream, {
    audioBitsPerSecond: 32_000,
    ...(type ? { mimeType: type } : {}),
  });
  const pieces: Blob[] = [];
  recorder.ondataavailable = (event) => pieces.push(event.data);
  recorder.onstop = () => {
    for (const track of stream.getTracks()) track.stop();
    const bare = (recorder.mimeType || "audio/webm").split(";")[0] ?? "audio/webm";
    const name = `${t("record.recording")}.${ENDINGS[bare] ?? "webm"}`;
    done(new File(pieces, name, { type: bare }));
  };
  recorder.start();
  return { stop: () => recorder.state !== "inactive" && recorder.stop() };
}

export function Recorder(props: { onFile: (file: File) => void }): JSX.Element | null {
  const [running, setRunning] = useState<Recording | null>(null);
  const [seconds, setSeconds] = useState(0);
  const [denied, setDenied] = useState(false);
  const now = useRef<Recording | null>(null);
  now.current = running;
  useEffect(() => {
    if (!running) return;
    const started = Date.now();
    const clock = setInterval(() => {
      const past = Math.round((Date.now() - started) / 1000);
      setSeconds(past);
      if (past >= LONGEST_S) running.stop();
    }, 1000);
    return () => clearInterval(clock);
  }, [running]);
  // Whoever goes away while speaking keeps what they said so far.
  useEffect(() => () => now.current?.stop(), []);
  if (!canRecord()) return null;
  const start = async () => {
    setDenied(false);
    setSeconds(0);
    try {
      const end = (file: File) => {
        setRunning(null);
        props.onFile(file);
      };
      setRunning(await begin(end));
    } catch {
      setDenied(true);
    }
  };
  return (
    <>
      {running ? (
        <Button kind="stop" icon="stop" onClick={running.stop}>
          {t("record.stop_speaking", { time: lasting(seconds) })}
        </Button>
      ) : (
        <Button icon="mic" onClick={() => void start()}>
          {t("record.speak")}
        </Button>
      )}
      {denied && (
        <Note kind="stop" live>
          {t("record.no_microphone")}
        </Note>
      )}
    </>
  );
}
