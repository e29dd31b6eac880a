/*
 * What the section of recordings tells its page: types only, which the page imports too.
 */

/** How far a verification is, and how it went. */
export interface VerificationView {
  readonly phase: 'running' | 'equal' | 'differs' | 'failed';
  /** What the program reports. */
  readonly text?: string;
  /** Where it first differs. */
  readonly tick?: number;
}
