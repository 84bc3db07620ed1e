import core.gated
import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import uuid
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('actors', '0001_initial'),
        ('core', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='EventIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('review_date', models.DateField(blank=True, null=True, verbose_name='check again on')),
                ('summary_simple', models.TextField(blank=True, help_text='Shown where there is no translation into Leichte Sprache yet.', verbose_name='short version in Leichte Sprache')),
                ('intro', models.TextField(blank=True, max_length=400, verbose_name='introduction')),
                ('actor', models.ForeignKey(blank=True, help_text='The organisation that owns this page.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='actors.actor', verbose_name='actor')),
                ('region', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='core.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'list of events',
                'verbose_name_plural': 'lists of events',
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, core.gated.GatedMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='EventPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('review_date', models.DateField(blank=True, null=True, verbose_name='check again on')),
                ('summary_simple', models.TextField(blank=True, help_text='Shown where there is no translation into Leichte Sprache yet.', verbose_name='short version in Leichte Sprache')),
                ('image_alt', models.CharField(blank=True, help_text="What is to be seen here? Left empty, the picture's own description is used.", max_length=250, verbose_name='alternative text')),
                ('image_is_decorative', models.BooleanField(default=False, help_text='The picture says nothing here that the text does not say.', verbose_name='decorative here')),
                ('image_caption', models.CharField(blank=True, max_length=300, verbose_name='caption')),
                ('lead', models.TextField(help_text='What it is about and for whom, in two or three sentences.', max_length=500, verbose_name='lead')),
                ('status', models.CharField(choices=[('planned', 'Takes place as planned'), ('moved', 'Moved to another date or place'), ('cancelled', 'Cancelled')], default='planned', max_length=12, verbose_name='status')),
                ('status_reason', models.CharField(blank=True, help_text='Shown to readers if it is moved or cancelled.', max_length=300, verbose_name='reason')),
                ('attendance', models.CharField(choices=[('onsite', 'On site'), ('online', 'Online'), ('hybrid', 'On site and online')], default='onsite', max_length=10, verbose_name='attendance')),
                ('venue', models.CharField(blank=True, help_text='House, room, floor.', max_length=160, verbose_name='venue')),
                ('street', models.CharField(blank=True, max_length=160, verbose_name='street and number')),
                ('postcode', models.CharField(blank=True, max_length=5, validators=[django.core.validators.RegexValidator('\\A[0-9]{5}\\Z', 'A German postcode has five digits.')], verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='town')),
                ('online_note', models.CharField(blank=True, help_text='For example: You get the link by e-mail on the day before.', max_length=300, verbose_name='how to join online')),
                ('registration_url', models.URLField(blank=True, help_text='Left empty, no registration is needed.', verbose_name='address for registration')),
                ('access_notes', models.TextField(blank=True, help_text='Step-free? Sign language? Parking? What is not yet clear, and who answers questions?', max_length=1000, verbose_name='access')),
                ('programme', wagtail.fields.StreamField([('day', 1), ('item', 6)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Day or part', 'max_length': 120}), 1: ('wagtail.blocks.StructBlock', [[('title', 0)]], {}), 2: ('wagtail.blocks.TimeBlock', (), {'label': 'Time', 'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 160}), 4: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link'], 'label': 'Text', 'required': False}), 5: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who speaks or leads, with function.', 'label': 'With', 'max_length': 250, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('time', 2), ('title', 3), ('text', 4), ('persons', 5)]], {})}, verbose_name='programme')),
                ('body', wagtail.fields.StreamField([('heading', 1), ('text', 2), ('quote', 7), ('facts', 14), ('accordion', 19), ('table', 24), ('image', 27), ('gallery', 29), ('video', 37), ('download', 41), ('cta', 47), ('related', 50), ('contacts', 53)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 160}), 1: ('wagtail.blocks.StructBlock', [[('text', 0)]], {}), 2: ('wagtail.blocks.RichTextBlock', (), {'description': 'Paragraphs, lists and links.', 'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'group': 'Reading', 'icon': 'pilcrow', 'label': 'Text', 'preview_value': '<p>Am Anfang stand ein leerer Laden und eine Kanne Kaffee.</p>', 'template': 'blocks/text.html'}), 3: ('wagtail.blocks.TextBlock', (), {'label': 'Quote'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Speaker', 'max_length': 120}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Function', 'max_length': 160, 'required': False}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Organisation', 'max_length': 160, 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('text', 3), ('speaker', 4), ('function', 5), ('organisation', 6)]], {}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120, 'required': False}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Figure', 'max_length': 40}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'What it counts', 'max_length': 160}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'max_length': 160, 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('value', 9), ('label', 10), ('source', 11)]], {}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Figures', 'max_num': 8, 'min_num': 1}), 14: ('wagtail.blocks.StructBlock', [[('title', 8), ('items', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 16: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Answer'}), 17: ('wagtail.blocks.StructBlock', [[('question', 15), ('answer', 16)]], {}), 18: ('wagtail.blocks.ListBlock', (17,), {'label': 'Questions and answers', 'min_num': 1}), 19: ('wagtail.blocks.StructBlock', [[('items', 18)]], {}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 200}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'Text'}), 22: ('wagtail.blocks.DecimalBlock', (), {'label': 'Number'}), 23: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 21), ('number', 22)]], {'label': 'Table'}), 24: ('wagtail.blocks.StructBlock', [[('caption', 20), ('table', 23)]], {}), 25: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 300, 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('image', 25), ('caption', 26)]], {}), 28: ('wagtail.blocks.ListBlock', (27,), {'label': 'Pictures', 'max_num': 24, 'min_num': 2}), 29: ('wagtail.blocks.StructBlock', [[('title', 8), ('images', 28)]], {}), 30: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 160}), 31: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Film file (MP4 or WebM)', 'required': False}), 32: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the film elsewhere', 'required': False}), 33: ('wagtail.blocks.CharBlock', (), {'label': 'Provider', 'max_length': 60, 'required': False}), 34: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Still picture'}), 35: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Captions (WebVTT)', 'required': False}), 36: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Transcript', 'required': False}), 37: ('wagtail.blocks.StructBlock', [[('title', 30), ('file', 31), ('embed_url', 32), ('provider', 33), ('poster', 34), ('captions', 35), ('transcript', 36)]], {}), 38: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 39: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 160, 'required': False}), 40: ('wagtail.blocks.CharBlock', (), {'label': 'Description', 'max_length': 300, 'required': False}), 41: ('wagtail.blocks.StructBlock', [[('document', 38), ('title', 39), ('description', 40)]], {}), 42: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 43: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'required': False}), 44: ('wagtail.blocks.CharBlock', (), {'label': 'Words on the button', 'max_length': 60}), 45: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 46: ('wagtail.blocks.URLBlock', (), {'label': 'Address', 'required': False}), 47: ('wagtail.blocks.StructBlock', [[('title', 42), ('text', 43), ('label', 44), ('page', 45), ('url', 46)]], {}), 48: ('wagtail.blocks.PageChooserBlock', (), {}), 49: ('wagtail.blocks.ListBlock', (48,), {'label': 'Pages', 'max_num': 6, 'min_num': 1}), 50: ('wagtail.blocks.StructBlock', [[('title', 8), ('pages', 49)]], {}), 51: ('wagtail.snippets.blocks.SnippetChooserBlock', ('actors.ContactPerson',), {}), 52: ('wagtail.blocks.ListBlock', (51,), {'label': 'Contact persons', 'max_num': 6, 'min_num': 1}), 53: ('wagtail.blocks.StructBlock', [[('title', 8), ('persons', 52)]], {})}, verbose_name='body')),
                ('actor', models.ForeignKey(blank=True, help_text='The organisation that owns this page.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='actors.actor', verbose_name='actor')),
                ('district', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='events', to='core.district', verbose_name='district')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.portalimage', verbose_name='opening picture')),
                ('organiser', models.ForeignKey(blank=True, help_text='Who invites. Left empty, the organisation that owns this page is named.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='organised_events', to='actors.actor', verbose_name='organiser')),
                ('region', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='core.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
            },
            bases=(core.gated.GatedMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='EventDate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('start_date', models.DateField(verbose_name='first day')),
                ('start_time', models.TimeField(blank=True, null=True, verbose_name='from')),
                ('end_date', models.DateField(blank=True, help_text='Only if it ends on another day.', null=True, verbose_name='last day')),
                ('end_time', models.TimeField(blank=True, null=True, verbose_name='to')),
                ('all_day', models.BooleanField(default=False, verbose_name='all day')),
                ('timezone', models.CharField(choices=[('Europe/Berlin', 'Berlin'), ('Europe/Kyiv', 'Kyiv'), ('Europe/London', 'London'), ('America/New_York', 'New York'), ('UTC', 'UTC')], default='Europe/Berlin', help_text='Change it only if the event is run from another country.', max_length=40, verbose_name='time zone')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='dates', to='events.eventpage')),
            ],
            options={
                'verbose_name': 'date of an event',
                'verbose_name_plural': 'dates of an event',
                'ordering': ('start_date', 'start_time', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='EventContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='event_links', to='actors.contactperson', verbose_name='contact person')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_links', to='events.eventpage')),
            ],
            options={
                'verbose_name': 'contact person of an event',
                'verbose_name_plural': 'contact persons of an event',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('page', 'person'), name='events_one_contact')],
            },
        ),
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(editable=False)),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sequence', models.PositiveIntegerField(default=0, editable=False, verbose_name='sequence')),
                ('start', models.DateTimeField(verbose_name='start')),
                ('end', models.DateTimeField(blank=True, null=True, verbose_name='end')),
                ('over_at', models.DateTimeField(verbose_name='over at')),
                ('all_day', models.BooleanField(default=False, verbose_name='all day')),
                ('timezone', models.CharField(default='Europe/Berlin', max_length=40, verbose_name='time zone')),
                ('month', models.CharField(help_text='Of its start, by its own clock: 2026-12.', max_length=7, verbose_name='month')),
                ('place', models.CharField(blank=True, max_length=400, verbose_name='place')),
                ('status', models.CharField(choices=[('planned', 'Takes place as planned'), ('moved', 'Moved to another date or place'), ('cancelled', 'Cancelled')], default='planned', max_length=12, verbose_name='status')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('changed_at', models.DateTimeField(verbose_name='changed')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occurrences', to='events.eventpage', verbose_name='event')),
            ],
            options={
                'verbose_name': 'date',
                'verbose_name_plural': 'dates',
                'ordering': ('start', 'pk'),
                'indexes': [models.Index(fields=['over_at'], name='events_occurrence_over'), models.Index(fields=['start'], name='events_occurrence_start'), models.Index(fields=['month'], name='events_occurrence_month')],
                'constraints': [models.UniqueConstraint(fields=('event', 'key'), name='events_one_occurrence_per_date'), models.CheckConstraint(condition=models.Q(('end', None), ('end__gt', models.F('start')), _connector='OR'), name='events_occurrence_ends_after_start')],
            },
        ),
    ]
