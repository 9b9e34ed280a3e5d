"""What is answered where something is not as it should be: a sentence, and nothing that was typed is written down."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from leaflets.messages import Sentence, say, translated
from leaflets.problems import FAULT_OF_PRESS, PressError
from leaflets.studio.charging import QuotaSpent
from leaflets.studio.choice import tongue_of
from leaflets.studio.crew import RETRY_SECONDS, Busy, Left
from leaflets.studio.guard import FAULTS, NOT_SO, TONGUES, CutShort, Faults

Answers = Callable[[Request], Coroutine[Any, Any, Response]]

GONE = 499
"""What nobody reads any more is answered so (nginx)."""

NO_PAGE = say("There is no such page.")
UNREAD = say("This could not be read. Go back, and try again.")
SAID = {404: NO_PAGE, 405: NOT_SO}
"""What is said with a status; with all others that it could not be read."""


def answering(answer: Answers) -> Answers:
    """What answers a request; whatever goes wrong becomes a sentence, and nothing that was typed is written down."""

    async def answered(request: Request) -> Response:
        try:
            return await answer(request)
        except Busy:
            said = say("It is busy. Try again in a moment.")
            return told(request, said, 503, {"Retry-After": str(RETRY_SECONDS)})
        except (HTTPException, MultiPartException) as error:
            status = error.status_code if isinstance(error, HTTPException) else 400
            headers = error.headers if isinstance(error, HTTPException) else None
            return told(request, SAID.get(status, UNREAD), status, headers)
        except PressError as error:
            return _sentence(request, error.said_in(tongue_asked(request)), 422)
        except (Left, ClientDisconnect):
            return Response(status_code=GONE)
        except (CutShort, QuotaSpent):
            raise  # The guard, which stopped listening, says why, and the porch what is spent.
        except Exception as error:
            # Its words may be those of a practice, so only its kind and its place are written down.
            at = traceback.extract_tb(error.__traceback__)[-1]
            fault = f"{type(error).__name__} in {Path(at.filename).name}, line {at.lineno}"
            # On a server it stands in the line of its request.
            request.scope.get(FAULTS, Faults()).tell(fault)
            return told(request, FAULT_OF_PRESS, 500)

    return answered


def told(request: Request, said: Sentence, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """A sentence in the language of who asked, and nothing else."""
    return _sentence(request, translated(said, tongue_asked(request)), status, headers)


def _sentence(request: Request, said: str, status: int, headers: Mapping[str, str] | None = None) -> Response:
    spoken = {"Content-Language": tongue_asked(request), **(headers or {})}
    return PlainTextResponse(f"{said}\n", status, spoken)


def tongue_asked(request: Request) -> str:
    """The language of what is said: the address says it, or the browser."""
    return tongue_of(request.query_params.getlist("ui"), request.headers.get("accept-language", ""), TONGUES)
