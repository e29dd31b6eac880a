import { IsString } from 'class-validator';
import { ClientMessage, ServerMessage } from '../../src/protocol/message.decorators.js';
import { GodwitModule } from '../../src/core/godwit.module.js';
import { TestApp } from '../../src/testing/test-app.js';

@ServerMessage(2300)
export class FirstDto {
  @IsString()
  readonly text!: string;
}

@ClientMessage(2300)
export class SecondDto {
  @IsString()
  readonly text!: string;
}

const BOTH = GodwitModule.forFeature({ messages: [FirstDto, SecondDto] });

describe('the boot', () => {
  it('stops with a sentence that names both places when two messages have one type', async () => {
    await expect(TestApp.start({ imports: [BOTH] })).rejects.toThrow(
      /^FirstDto \(test\/e2e\/boot-same-type\.spec\.ts:\d+\) and SecondDto \(test\/.*:\d+\) both have the type 2300\.$/,
    );
  });
});
