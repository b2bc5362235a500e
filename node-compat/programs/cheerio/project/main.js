'use strict';
const cheerio = require('cheerio');
const $ = cheerio.load('<ul id="f"><li class="a">One</li><li>Two &amp; <b>three</b></li></ul>');
$('li.a').addClass('x').attr('data-k', '1').after('<li>new</li>'); console.log($.html(), $('li').map((i, e) => $(e).text()).get(), $('li:nth-child(2)').text(), $('#f > li').length, $.extract({ all: ['li'] }));
console.log(cheerio.load('<p>un<div>closed', { xml: true }).xml());
