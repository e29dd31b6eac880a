/** A player has reported a line; {@link ChatReports} has it. */
export class ChatLineReported {
  constructor(
    /** The channel's key. */
    readonly channel: string,
    /** The line's number. */
    readonly lineId: number,
    /** Who reported it. */
    readonly reporterId: string,
  ) {}
}
