/** In what way somebody holds a post. 労働者派遣 and 委託先要員 are people of other employers who work here. Browser-safe. */
export const appointmentKinds = [
  '本務',
  '兼務',
  '併任',
  '事務取扱',
  '心得',
  '会計年度任用',
  '臨時',
  '派遣',
  '再任用',
  '委嘱',
  '労働者派遣',
  '委託先要員',
] as const
export type AppointmentKind = (typeof appointmentKinds)[number]
