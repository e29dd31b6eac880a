import { createInterface } from 'node:readline';
import { RecordedStates } from '../../core/recording/recorded-states.js';
import type { RecordingAnswer, RecordingQuestion } from '../../core/recording/recording-views.js';
import { timelineOf } from '../../core/recording/recording-timeline.js';
import type { Recording } from '../../core/recording/read-recording.js';
import { Resimulations } from '../../core/recording/resimulations.js';
import type { ReplayServer } from './replay-server.js';

/** How long one answer may be simulated; asked again, it goes on. */
const BUDGET_MS = 1_000;

/** Writes what a recording holds, as one line of JSON, before its room can be simulated. */
export function tellTimeline(recording: Recording): void {
  tell({ timeline: timelineOf(recording) });
}

/** Answers questions, each a line of JSON on standard input, until that ends. */
export async function inspect(recording: Recording, { app }: ReplayServer): Promise<void> {
  const states = new RecordedStates(recording, app.get(Resimulations));
  for await (const line of createInterface({ input: process.stdin })) {
    const question = JSON.parse(line) as RecordingQuestion;
    const { id, tick } = question;
    if (question.ask === 'state') tell({ id, state: await states.at(tick, performance.now() + BUDGET_MS) });
    else tell({ id, tick: states.find(question.type, tick, question.isBack) ?? null });
  }
  states.close();
}

function tell(answer: RecordingAnswer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
