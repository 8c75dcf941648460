"""Who may write, and what was done: access tokens and the audit log, each kept in private files beside the store."""

from graph.access.audit import Log
from graph.access.chain import Fault, Report, verify
from graph.access.entries import Entry, local_user
from graph.access.model import Granted, Reason, Refused, Scope, Token
from graph.access.presented import bearer
from graph.access.tokens import Tokens

__all__ = [
    "Entry", "Fault", "Granted", "Log", "Reason", "Refused", "Report", "Scope", "Token", "Tokens", "bearer",
    "local_user", "verify",
]  # fmt: skip
