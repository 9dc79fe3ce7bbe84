"""What templates can say beside Django's own words."""

from django import template

register = template.Library()
