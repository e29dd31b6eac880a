/** How many addresses are watched at once; the one that guessed first is forgotten. */
const MOST_ADDRESSES = 10_000;

/** Counts the wrong codes of each address within a minute, so that nobody finds parties by trying. */
export class GuessLimit {
  private guessesOf = new Map<string, number>();
  private windowEndsAtMs = 0;

  /**
   * @param most wrong guesses of an address in one window
   * @param windowMs the window's length; all addresses share it, so that forgetting costs nothing
   */
  constructor(
    private readonly most: number,
    private readonly windowMs: number,
  ) {}

  /** True when the address has to wait for the next window. */
  isReached(address: string, nowMs: number): boolean {
    if (nowMs >= this.windowEndsAtMs) {
      this.windowEndsAtMs = nowMs + this.windowMs;
      this.guessesOf = new Map();
    }
    return (this.guessesOf.get(networkOf(address)) ?? 0) >= this.most;
  }

  /** Counts a wrong guess. */
  count(address: string): void {
    const network = networkOf(address);
    const guesses = this.guessesOf.get(network) ?? 0;
    if (guesses === 0 && this.guessesOf.size >= MOST_ADDRESSES) {
      const [oldest = ''] = this.guessesOf.keys();
      this.guessesOf.delete(oldest);
    }
    this.guessesOf.set(network, guesses + 1);
  }
}

/** Of IPv6 the first 64 bits, since one household has all the rest (RFC 6177). */
function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const first = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - first.length - (tail === '' ? 0 : tail.split(':').length);
  return [...first, ...Array<string>(Math.max(0, missing)).fill('0'), ...(tail?.split(':') ?? [])]
    .slice(0, 4)
    .join(':');
}
