"""The one Django app that has tables."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The record of every group."""

    name = "muster.records"
    label = "records"
    verbose_name = "the record"
