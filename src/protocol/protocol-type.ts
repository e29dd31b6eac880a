/** The protocol's own message types, 0-19. */
export enum ProtocolType {
  Hello = 0,
  Welcome = 1,
  Error = 2,
  Ack = 3,
  Ping = 4,
  Pong = 5,
  Draining = 6,
  ContractCompare = 7,
  ContractCompared = 8,
  ContractStepsCompare = 9,
  StatePatch = 10,
  StateOwn = 11,
  StateHash = 12,
  StateResync = 13,
  NetworkLabLine = 14,
  NetworkLabStall = 15,
  NetworkLabCut = 16,
  StateLeap = 17,
  StateHave = 18,
  ServerPaused = 19,
}

/** From this type on, both ends count client messages, including unreadable ones; a resumed session relies on the counts. */
export const FIRST_COUNTED_TYPE = 20;

/** Whether both ends count a server message after the Welcome: all but the protocol's own, of which Error and Ack count. */
export function isCountedFromServer(type: number): boolean {
  return type >= FIRST_COUNTED_TYPE || type === (ProtocolType.Error as number) || type === (ProtocolType.Ack as number);
}
