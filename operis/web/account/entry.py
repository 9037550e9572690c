"""Who comes to the pages of an account? Its owner, who is asked to sign in first and comes back here."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from operis.accounts.models import User
from operis.web.account.demonstration import is_invented
from operis.web.account.entering import to_sign_in
from operis.web.account.who import person

P = ParamSpec("P")


def signed_in_page(
    view: Callable[Concatenate[HttpRequest, User, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    @wraps(view)
    def entered(request: HttpRequest, /, *args: P.args, **names: P.kwargs) -> HttpResponseBase:
        user = person(request)
        if user is None:
            return to_sign_in(request, request.path)
        return view(request, user, *args, **names)

    return entered


def own_account_page(
    view: Callable[Concatenate[HttpRequest, User, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Nobody takes a person of a demonstration for themselves, by a way of signing in that others do not have."""

    @wraps(view)
    def owned(request: HttpRequest, user: User, /, *args: P.args, **names: P.kwargs) -> HttpResponseBase:
        return redirect("security") if is_invented(user) else view(request, user, *args, **names)

    return signed_in_page(owned)
