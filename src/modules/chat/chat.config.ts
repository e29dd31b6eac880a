import { Type } from 'class-transformer';
import { IsIn, IsNumber, Max, Min } from 'class-validator';
import { WholeNumber } from '../../core/config/variables.js';

/** The variables of chat. */
export class ChatConfig {
  /** What to do about swear words in chat: replace (with stars), refuse (the line) or off. */
  @IsIn(['replace', 'refuse', 'off'])
  readonly CHAT_FILTER: 'replace' | 'refuse' | 'off' = 'replace';

  /** Chat lines per second that a player may send in the long run. */
  @Type(() => Number)
  @IsNumber()
  @Min(0.01)
  @Max(1_000)
  readonly CHAT_LINES_PER_SECOND: number = 2;

  /** Chat lines that a player may send in a burst. */
  @WholeNumber(1, 1_000_000)
  readonly CHAT_LINES_BURST: number = 60;

  /** Maximum members of a named chat channel. */
  @WholeNumber(2, 100_000)
  readonly CHAT_CHANNEL_MEMBERS: number = 1_000;

  /** How long players may edit and delete their own chat lines, in seconds; 0: never. */
  @WholeNumber(0, 31_536_000)
  readonly CHAT_EDIT_SECONDS: number = 300;

  /** How long lines of named channels and conversations are kept, in days; 0: forever. */
  @WholeNumber(0, 36_500)
  readonly CHAT_RETENTION_DAYS: number = 90;

  /** How long lines of rooms and parties are kept, in days; 0: as long as the room or the party exists. */
  @WholeNumber(0, 36_500)
  readonly CHAT_GROUP_RETENTION_DAYS: number = 0;
}
