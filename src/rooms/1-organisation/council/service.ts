import { refuse } from '#ground/errors/refusal.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { answer } from './answer.ts'
import { attend } from './attend.ts'
import { call, cancel } from './call.ts'
import { close } from './close.ts'
import {
  answerInWriting,
  approveMinutes,
  attachPaper,
  callMeeting,
  cancelMeeting,
  closeMeeting,
  decideItem,
  listMeetings,
  openMeeting,
  printMeeting,
  readPaper,
  recordAttendance,
  saveAgenda,
  saveCouncilRules,
  saveMeeting,
  showCouncilRules,
  showMeeting,
  writeMinutes,
} from './contract.ts'
import { decide, open } from './hold.ts'
import { readMeetings } from './list.ts'
import { filesOf, findMeeting } from './meeting.ts'
import { approve, write } from './minutes.ts'
import { attachToMeeting, planAgenda, planMeeting } from './plan.ts'
import { print } from './print.ts'
import { readRules, saveRules } from './settings.ts'
import { viewMeeting } from './view.ts'

/** Everything the council does in the house. */
export const councilOperations: readonly Implementation[] = [
  implement(listMeetings, readMeetings),
  implement(showMeeting, (act, input) => viewMeeting(act, input.meetingId)),
  implement(showCouncilRules, readRules),
  implement(saveCouncilRules, saveRules),
  implement(saveMeeting, planMeeting),
  implement(saveAgenda, planAgenda),
  implement(attachPaper, attachToMeeting),
  implement(readPaper, async (act, input) => {
    const meeting = await findMeeting(act, input.meetingId)
    const known = (await filesOf(act.tx, meeting.meeting_id)).find((file) => file.file_id === input.fileId)
    if (known === undefined) return refuse('not-found', 'この会議の資料ではありません。')
    const { name, type, bytes } = await act.files.read(known.file_id)
    return { fileName: name, contentType: type, body: bytes }
  }),
  implement(callMeeting, call),
  implement(cancelMeeting, cancel),
  implement(recordAttendance, attend),
  implement(openMeeting, open),
  implement(decideItem, decide),
  implement(closeMeeting, close),
  implement(writeMinutes, write),
  implement(approveMinutes, approve),
  implement(answerInWriting, answer),
  implement(printMeeting, (act, input) => print(act, input)),
]
