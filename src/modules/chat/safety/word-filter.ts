import { Injectable } from '@nestjs/common';
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';
import { ChatConfig } from '../chat.config.js';
import { GameError } from '../../../protocol/game-error.js';
import { ChatError } from '../chat.errors.js';
import { SeenText } from './seen-text.js';

/** English swear words, also in disguise (`sh1t`, `fuuuck`), as CHAT_FILTER says: starred out, refused, or let through. */
@Injectable()
export class WordFilter {
  private readonly matcher: RegExpMatcher;

  constructor(private readonly config: ChatConfig) {
    this.matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });
  }

  /** The text as others may see it; it is read as they would see it. @throws GameError chat.refused */
  clean(text: string): string {
    if (this.config.CHAT_FILTER === 'off') return text;
    const seen = new SeenText(text);
    const matches = this.matcher.getAllMatches(seen.text, true);
    if (matches.length === 0) return text;
    if (this.config.CHAT_FILTER === 'refuse') throw new GameError(ChatError['chat.refused']);
    return seen.starOut(matches);
  }
}
