'use strict';
const dayjs = require('dayjs'); const { DateTime } = require('luxon'); const moment = require('moment');
console.log(dayjs('2024-02-29').add(1, 'year').format('dddd, MMMM D, YYYY'), dayjs('2024-01-01').diff('2023-06-01', 'month'), DateTime.fromISO('2024-03-31T02:30', { zone: 'Europe/Berlin' }).toString(), DateTime.fromMillis(0, { zone: 'America/New_York' }).setLocale('fr').toLocaleString(DateTime.DATETIME_FULL), moment.utc(0).format('LLLL'), moment.duration(90, 'minutes').humanize(), moment('2020-13-45').isValid());
