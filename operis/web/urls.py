"""Which page stands at which address, below the language?"""

from django.urls import URLPattern, URLResolver, path

from operis.web.public.home import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
]
