import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { registerFront, registerTimeline } from './contract-faces.ts'
import { frontOf } from './front.ts'
import { readable, type Opener, type RegisterPorts } from './service.ts'
import { timelineOf } from './timeline.ts'

/** The first page of a register, and what happened to one of its lines. */
export function faceOperations(open: Opener, ports: RegisterPorts): Implementation[] {
  return [
    implement(registerFront, async (act, input) => frontOf(act, await open(act, input.register), ports)),
    implement(registerTimeline, async (act, input) => {
      const entry = await readable(act, await open(act, input.register), input.entryId)
      return timelineOf(act, ports, entry, input)
    }),
  ]
}
