import { Module } from '@nestjs/common';
import { LabsCrowdRoom } from './labs-crowd.room.js';
import { LabsFieldRoom } from './labs-field.room.js';
import { LabsRangeRoom } from './labs-range.room.js';

/** Netcode to look at: the rooms of the scenes in `godot/labs`. */
@Module({ providers: [LabsFieldRoom, LabsRangeRoom, LabsCrowdRoom] })
export class LabsModule {}
