import { Module } from '@nestjs/common';
import { ChatService } from './chat.service.js';

/** Named channels; the template to copy for a first module of one's own. */
@Module({ providers: [ChatService] })
export class ChatModule {}
