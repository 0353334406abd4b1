"""Reports of mail that did not arrive, in the dialects of several servers. NUMBER is that of our mail."""

POSTFIX = """\
Return-Path: <>
From: MAILER-DAEMON@mx.lindendal.example (Mail Delivery System)
To: samenwerken@lindendal.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="AB/mx"
Message-Id: <20261126080001.4D1A2@mx.lindendal.example>

This is a MIME-encapsulated message.

--AB/mx
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

<ben@lindendal.example>: host mx[192.0.2.1] said: 550 5.1.1 User unknown

--AB/mx
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.lindendal.example
X-Postfix-Queue-ID: 4D1A2
Arrival-Date: Thu, 26 Nov 2026 08:00:00 +0100 (CET)

Final-Recipient: rfc822; ben@lindendal.example
Original-Recipient: rfc822;ben@lindendal.example
Action: ACTION
Status: STATUS
Remote-MTA: dns; mx
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--AB/mx
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: Gemeente Lindendal <samenwerken@lindendal.example>
To: ben@lindendal.example
Message-ID: <NUMBER@lindendal.example>
X-Idempotency-Key: NUMBER

--AB/mx--
"""

EXCHANGE = """\
From: postmaster@lindendal.example
To: samenwerken@lindendal.example
Subject: =?utf-8?q?Onbestelbaar=3A_Nieuw_bericht?=
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="_000_x"
In-Reply-To: <NUMBER@lindendal.example>

--_000_x
Content-Type: multipart/alternative; boundary="_001_y"

--_001_y
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: base64

VXcgYmVyaWNodCBrb24gbmlldCB3b3JkZW4gYmV6b3JnZC4=

--_001_y
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

<html><body>De mailbox van de geadresseerde is vol =E2=80=93 5.2.2</body></html>

--_001_y--

--_000_x
Content-Type: message/delivery-status

Reporting-MTA: dns;EX01.lindendal.example

Final-Recipient: rfc822;ben@lindendal.example
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp;554 5.2.2 mailbox full; STOREDRV.Deliver

--_000_x
Content-Type: message/rfc822

Received: from EX01 (10.0.0.1) by EX02
From: Gemeente Lindendal <samenwerken@lindendal.example>
To: ben@lindendal.example
Subject: Nieuw bericht
Message-ID: <NUMBER@lindendal.example>

--_000_x--
"""

GMAIL = """\
MIME-Version: 1.0
From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
To: samenwerken@lindendal.example
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
References: <NUMBER@lindendal.example>
In-Reply-To: <NUMBER@lindendal.example>
X-Failed-Recipients: ben@lindendal.example
Content-Type: multipart/report; boundary="0000"; report-type=delivery-status

--0000
Content-Type: multipart/related; boundary="1111"

--1111
Content-Type: text/html; charset="UTF-8"

<html><p>Address not found</p></html>
--1111--
--0000
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.example
Arrival-Date: Thu, 26 Nov 2026 00:00:01 -0800 (PST)
X-Original-Message-ID: <NUMBER@lindendal.example>

Final-Recipient: rfc822; ben@lindendal.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not
 exist. Please try double-checking the address.
--0000--
"""

QMAIL = """\
Return-Path: <>
From: MAILER-DAEMON@old.example
To: samenwerken@lindendal.example
Subject: failure notice

Hi. This is the qmail-send program at old.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<ben@lindendal.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

From: Gemeente Lindendal <samenwerken@lindendal.example>
Message-ID: <NUMBER@lindendal.example>
"""

AWAY = """\
From: Ben de Boer <ben@lindendal.example>
To: samenwerken@lindendal.example
Subject: Afwezig
Auto-Submitted: auto-replied
In-Reply-To: <NUMBER@lindendal.example>
References: <NUMBER@lindendal.example>

Ik ben er 5.1.1 tot 30 november niet.
"""


def written(dialect: str, notice, action: str = "failed", status: str = "5.1.1") -> bytes:
    known = {"NUMBER": notice.message_id, "ACTION": action, "STATUS": status}
    for blank, value in known.items():
        dialect = dialect.replace(blank, value)
    return dialect.replace("\n", "\r\n").encode()
