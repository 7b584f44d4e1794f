/** The work of the day, once a plan. */
export const followUpJobName = 'transfer.follow-up'
