import type { Recording } from './read-recording.js';
import type { Resimulation } from './resimulation.js';
import type { Resimulations } from './resimulations.js';

/** The recording that a server plays. */
export class ReplaySource {
  /** Without its end, at which everybody would leave. */
  readonly recording: Recording;
  private first: Resimulation | undefined = undefined;

  constructor(
    recording: Recording,
    private readonly resimulations: Resimulations,
  ) {
    this.recording = { ...recording, entries: recording.entries.filter(({ op }) => op !== 'end') };
  }

  /** Checks that it can be played, once the server's modules are loaded. @throws Error, one sentence, when it cannot */
  async prepare(): Promise<void> {
    this.first = await this.begin();
    if (this.first.state === undefined) throw new Error('The recorded room has no state that could be shown.');
  }

  /** Creates the recorded room at its beginning. */
  begin(): Promise<Resimulation> {
    return this.resimulations.begin(this.recording);
  }

  /** The room that {@link prepare} has created. */
  takeFirst(): Resimulation {
    const { first } = this;
    this.first = undefined;
    if (first === undefined) throw new Error('One room plays a recording, after it was prepared.');
    return first;
  }
}
