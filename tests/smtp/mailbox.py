"""A mail server that keeps each letter as one line of JSON, read by Python's own mail library.

mailbox.py FILE USER PASSWORD CERTIFICATE KEY PORT prints a line once it listens.
"""

import email
import email.policy
import hashlib
import json
import ssl
import sys
import time
from email.utils import getaddresses

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

path, user, password, certificate, key, port = sys.argv[1:7]


def address(message, header):
    found = getaddresses([str(message[header])]) if message[header] else []
    return list(found[0]) if found else ["", ""]


class Keep:
    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        attachments = [
            {
                "name": part.get_filename(),
                "type": part.get_content_type(),
                "sha256": hashlib.sha256(part.get_payload(decode=True)).hexdigest(),
            }
            for part in message.iter_attachments()
        ]
        letter = {
            "rcpt": ",".join(envelope.rcpt_tos),
            "user": session.auth_data,
            "from": address(message, "From"),
            "to": address(message, "To"),
            "reply_to": address(message, "Reply-To"),
            "subject": str(message["Subject"]),
            "message_id": str(message["Message-ID"]),
            "text": message.get_body(("plain",)).get_content().replace("\r\n", "\n"),
            "attachments": attachments,
            "defects": [repr(defect) for part in message.walk() for defect in part.defects],
        }
        with open(path, "a", encoding="utf-8") as kept:
            kept.write(json.dumps(letter, ensure_ascii=False) + "\n")
        return "250 2.0.0 kept"


def authenticate(server, session, envelope, mechanism, given):
    right = isinstance(given, LoginPassword) and given == LoginPassword(
        user.encode(), password.encode()
    )
    return AuthResult(success=right, auth_data=user)


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
controller = Controller(
    Keep(),
    hostname="127.0.0.1",
    port=int(port),
    tls_context=context,
    require_starttls=True,
    auth_required=True,
    authenticator=authenticate,
)
controller.start()
print("listening", flush=True)
while True:
    time.sleep(60)
