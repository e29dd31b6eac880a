import { Injectable } from '@nestjs/common';
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';
import { GameError } from '../../../protocol/game-error.js';
import { ChatConfig } from '../chat.config.js';
import { ChatError } from '../chat.errors.js';

/** What readers do not see: invisible characters, terminal control characters, and marks above or through a letter. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{M}]|(?![\t-\r])\p{Cc}/u;
const PLAIN = /^[\t-\r -~]*$/;

/** A stretch of a text, in UTF-16 units; the end is part of it. */
interface Stretch {
  readonly startIndex: number;
  readonly endIndex: number;
}

/** A text as people see it: without invisible characters, each letter in its plainest form (NFKD), and where each came from. */
export class SeenText {
  /** The visible letters. */
  readonly text: string;
  /** For each unit of {@link text}, where its character starts in the original. */
  private readonly origins: readonly number[] | undefined;

  constructor(private readonly written: string) {
    if (PLAIN.test(written)) {
      this.text = written;
      this.origins = undefined;
      return;
    }
    const origins: number[] = [];
    let text = '';
    let at = 0;
    for (const character of written) {
      for (const part of character.normalize('NFKD')) {
        if (UNSEEN.test(part)) continue;
        text += part;
        for (let unit = 0; unit < part.length; unit++) origins.push(at);
      }
      at += character.length;
    }
    this.text = text;
    this.origins = origins;
  }

  /** The original text, with stars in place of these stretches of {@link text}, which are in order. */
  starOut(stretches: readonly Stretch[]): string {
    let starred = '';
    let done = 0;
    for (const { startIndex, endIndex } of stretches) {
      const start = Math.max(done, this.originOf(startIndex));
      const end = this.originOf(endIndex + 1);
      if (end <= start) continue;
      starred += this.written.slice(done, start) + '*'.repeat(endIndex - startIndex + 1);
      done = end;
    }
    return starred + this.written.slice(done);
  }

  /** Where the next visible character starts, so that marks stay with their letter. */
  private originOf(index: number): number {
    if (this.origins === undefined) return index;
    return this.origins[index] ?? this.written.length;
  }
}

/** Finds English swear words, disguised ones too (`sh1t`, `fuuuck`), and handles them as CHAT_FILTER says. */
@Injectable()
export class WordFilter {
  private readonly matcher: RegExpMatcher;

  constructor(private readonly config: ChatConfig) {
    this.matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });
  }

  /** The text as others may see it; it is checked as they would see it. @throws GameError chat.refused */
  clean(text: string): string {
    if (this.config.CHAT_FILTER === 'off') return text;
    const seen = new SeenText(text);
    const matches = this.matcher.getAllMatches(seen.text, true);
    if (matches.length === 0) return text;
    if (this.config.CHAT_FILTER === 'refuse') throw new GameError(ChatError['chat.refused']);
    return seen.starOut(matches);
  }
}
