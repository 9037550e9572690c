"""Who is signed in on a page in a test? A person with a password and a mandate, whose browser has been through the page *Sign in*."""

from datetime import date

from django.test import Client

from operis.accounts.models import Grant, User
from operis.accounts.offices import install_office
from operis.core.mandates import Mandate, Role

PASSWORD = "three grey herons at dusk"
FIRST = date(2026, 1, 1)


def account(email: str, *mandates: Mandate, name: str = "Li Na") -> User:
    user = User.objects.create_user(email, name, PASSWORD)
    for one in mandates:
        office = install_office(f"{one.body}-{one.office}-{one.role}", one.body or "", Role(one.role))
        Grant.objects.create(user=user, office=office, for_body=one.for_ or "", first=FIRST)
    return user


def signed_in(*mandates: Mandate, email: str = "li.na@office.example", language: str = "en") -> Client:
    """A browser in which somebody with these mandates has signed in; forms need their token there, as in life."""
    if not User.objects.filter(email=email).exists():
        account(email, *mandates)
    client = Client(headers={"accept-language": language})
    answer = client.post(f"/{language}/account/sign-in/", {"email": email, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client
