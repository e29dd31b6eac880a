import type { Recording } from './read-recording.js';
import type { Resimulation } from './resimulation.js';
import type { Resimulations } from './resimulations.js';

/** The recording that a server plays. */
export class ReplaySource {
  /** Without its end, at which everybody leaves. */
  readonly recording: Recording;
  private first: Resimulation | undefined = undefined;

  constructor(
    recording: Recording,
    private readonly resimulations: Resimulations,
  ) {
    this.recording = { ...recording, entries: recording.entries.filter(({ op }) => op !== 'end') };
  }

  /** Looks whether it can be played, once the server's modules are there. @throws Error, one sentence, when it cannot */
  async prepare(): Promise<void> {
    this.first = await this.begin();
    if (this.first.state === undefined) throw new Error('The recorded room has no state that could be shown.');
  }

  /** The recorded room at its beginning, anew each time. */
  begin(): Promise<Resimulation> {
    return this.resimulations.begin(this.recording);
  }

  /** What {@link prepare} has made. */
  takeFirst(): Resimulation {
    const { first } = this;
    this.first = undefined;
    if (first === undefined) throw new Error('One room plays a recording, after it was prepared.');
    return first;
  }
}
