"""The operators' way to let somebody in who has lost phone and codes, administrators included."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.services import take_off_second_factor


class Command(BaseCommand):
    help = "Takes the second factor off an account; at the next sign-in a new one is set up."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError("There is no account under this address.")
        if not take_off_second_factor(user=user):
            raise CommandError("This account has no second factor.")
        self.stdout.write(f"The second factor of {user.email} is gone; the person is told by mail.")
