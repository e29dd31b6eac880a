import { Type } from 'class-transformer';
import { IsIn, IsNumber, Max, Min } from 'class-validator';
import { WholeNumber } from '../../core/config/variables.js';

/** The variables of chat. */
export class ChatConfig {
  /** What happens to swear words in chat: replace (by stars), refuse (the line) or off. */
  @IsIn(['replace', 'refuse', 'off'])
  readonly CHAT_FILTER: 'replace' | 'refuse' | 'off' = 'replace';

  /** Lines of chat a second that a player may say in the long run. */
  @Type(() => Number)
  @IsNumber()
  @Min(0.01)
  @Max(1_000)
  readonly CHAT_LINES_PER_SECOND: number = 2;

  /** Lines of chat that a player may say at once. */
  @WholeNumber(1, 1_000_000)
  readonly CHAT_LINES_BURST: number = 60;

  /** How many members a named channel of chat takes. */
  @WholeNumber(2, 100_000)
  readonly CHAT_CHANNEL_MEMBERS: number = 1_000;

  /** How long players may change and delete their own lines of chat, in seconds; 0: never. */
  @WholeNumber(0, 31_536_000)
  readonly CHAT_EDIT_SECONDS: number = 300;

  /** How long the lines of named channels and conversations are kept, in days; 0: for ever. */
  @WholeNumber(0, 36_500)
  readonly CHAT_RETENTION_DAYS: number = 90;

  /** How long the lines of rooms and parties are kept, in days; 0: as long as the room or the party is there. */
  @WholeNumber(0, 36_500)
  readonly CHAT_GROUP_RETENTION_DAYS: number = 0;
}
