import core.gated
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('actors', '0001_initial'),
        ('core', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NewsIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('review_date', models.DateField(blank=True, null=True, verbose_name='check again on')),
                ('summary_simple', models.TextField(blank=True, help_text='Shown where there is no translation into Leichte Sprache yet.', verbose_name='short version in Leichte Sprache')),
                ('intro', models.TextField(blank=True, max_length=400, verbose_name='introduction')),
                ('actor', models.ForeignKey(blank=True, help_text='The organisation that owns this page.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='actors.actor', verbose_name='actor')),
                ('region', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='core.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'list of news',
                'verbose_name_plural': 'lists of news',
            },
            bases=(core.gated.GatedMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='NewsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('review_date', models.DateField(blank=True, null=True, verbose_name='check again on')),
                ('summary_simple', models.TextField(blank=True, help_text='Shown where there is no translation into Leichte Sprache yet.', verbose_name='short version in Leichte Sprache')),
                ('image_alt', models.CharField(blank=True, help_text="What is to be seen here? Left empty, the picture's own description is used.", max_length=250, verbose_name='alternative text')),
                ('image_is_decorative', models.BooleanField(default=False, help_text='The picture says nothing here that the text does not say.', verbose_name='decorative here')),
                ('image_caption', models.CharField(blank=True, max_length=300, verbose_name='caption')),
                ('lead', models.TextField(help_text='What has happened, in two or three sentences. Shown in lists, too.', max_length=500, verbose_name='lead')),
                ('byline', models.CharField(blank=True, help_text='Who wrote it, for example “Jana Wirth, parikom”.', max_length=160, verbose_name='byline')),
                ('publish_date', models.DateField(default=django.utils.timezone.localdate, verbose_name='date')),
                ('body', wagtail.fields.StreamField([('heading', 1), ('text', 2), ('quote', 7), ('facts', 14), ('accordion', 19), ('table', 24), ('image', 27), ('gallery', 29), ('video', 37), ('download', 41), ('cta', 47), ('related', 50), ('contacts', 53)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 160}), 1: ('wagtail.blocks.StructBlock', [[('text', 0)]], {}), 2: ('wagtail.blocks.RichTextBlock', (), {'description': 'Paragraphs, lists and links.', 'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'group': 'Reading', 'icon': 'pilcrow', 'label': 'Text', 'preview_value': '<p>Am Anfang stand ein leerer Laden und eine Kanne Kaffee.</p>', 'template': 'blocks/text.html'}), 3: ('wagtail.blocks.TextBlock', (), {'label': 'Quote'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Speaker', 'max_length': 120}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Function', 'max_length': 160, 'required': False}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Organisation', 'max_length': 160, 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('text', 3), ('speaker', 4), ('function', 5), ('organisation', 6)]], {}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120, 'required': False}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Figure', 'max_length': 40}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'What it counts', 'max_length': 160}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'max_length': 160, 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('value', 9), ('label', 10), ('source', 11)]], {}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Figures', 'max_num': 8, 'min_num': 1}), 14: ('wagtail.blocks.StructBlock', [[('title', 8), ('items', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 16: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Answer'}), 17: ('wagtail.blocks.StructBlock', [[('question', 15), ('answer', 16)]], {}), 18: ('wagtail.blocks.ListBlock', (17,), {'label': 'Questions and answers', 'min_num': 1}), 19: ('wagtail.blocks.StructBlock', [[('items', 18)]], {}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 200}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'Text'}), 22: ('wagtail.blocks.DecimalBlock', (), {'label': 'Number'}), 23: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 21), ('number', 22)]], {'label': 'Table'}), 24: ('wagtail.blocks.StructBlock', [[('caption', 20), ('table', 23)]], {}), 25: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 300, 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('image', 25), ('caption', 26)]], {}), 28: ('wagtail.blocks.ListBlock', (27,), {'label': 'Pictures', 'max_num': 24, 'min_num': 2}), 29: ('wagtail.blocks.StructBlock', [[('title', 8), ('images', 28)]], {}), 30: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 160}), 31: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Film file (MP4 or WebM)', 'required': False}), 32: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the film elsewhere', 'required': False}), 33: ('wagtail.blocks.CharBlock', (), {'label': 'Provider', 'max_length': 60, 'required': False}), 34: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Still picture'}), 35: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Captions (WebVTT)', 'required': False}), 36: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Transcript', 'required': False}), 37: ('wagtail.blocks.StructBlock', [[('title', 30), ('file', 31), ('embed_url', 32), ('provider', 33), ('poster', 34), ('captions', 35), ('transcript', 36)]], {}), 38: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 39: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 160, 'required': False}), 40: ('wagtail.blocks.CharBlock', (), {'label': 'Description', 'max_length': 300, 'required': False}), 41: ('wagtail.blocks.StructBlock', [[('document', 38), ('title', 39), ('description', 40)]], {}), 42: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 43: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'required': False}), 44: ('wagtail.blocks.CharBlock', (), {'label': 'Words on the button', 'max_length': 60}), 45: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 46: ('wagtail.blocks.URLBlock', (), {'label': 'Address', 'required': False}), 47: ('wagtail.blocks.StructBlock', [[('title', 42), ('text', 43), ('label', 44), ('page', 45), ('url', 46)]], {}), 48: ('wagtail.blocks.PageChooserBlock', (), {}), 49: ('wagtail.blocks.ListBlock', (48,), {'label': 'Pages', 'max_num': 6, 'min_num': 1}), 50: ('wagtail.blocks.StructBlock', [[('title', 8), ('pages', 49)]], {}), 51: ('wagtail.snippets.blocks.SnippetChooserBlock', ('actors.ContactPerson',), {}), 52: ('wagtail.blocks.ListBlock', (51,), {'label': 'Contact persons', 'max_num': 6, 'min_num': 1}), 53: ('wagtail.blocks.StructBlock', [[('title', 8), ('persons', 52)]], {})}, verbose_name='body')),
                ('actor', models.ForeignKey(blank=True, help_text='The organisation that owns this page.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='actors.actor', verbose_name='actor')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.portalimage', verbose_name='opening picture')),
                ('region', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='core.region', verbose_name='region')),
                ('responsible', models.ForeignKey(blank=True, help_text="Named at the end of the story. Left empty, the region's agency is named.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='actors.contactperson', verbose_name='responsible for the content')),
            ],
            options={
                'verbose_name': 'news item',
                'verbose_name_plural': 'news',
            },
            bases=(core.gated.GatedMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='NewsContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='news_links', to='actors.contactperson', verbose_name='contact person')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_links', to='news.newspage')),
            ],
            options={
                'verbose_name': 'contact person of a news item',
                'verbose_name_plural': 'contact persons of a news item',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('page', 'person'), name='news_one_contact')],
            },
        ),
        migrations.CreateModel(
            name='NewsRelatedPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='related_links', to='news.newspage')),
                ('related', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='related_news', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
            ],
            options={
                'verbose_name': 'related page of a news item',
                'verbose_name_plural': 'related pages of a news item',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('page', 'related'), name='news_one_related_page')],
            },
        ),
    ]
