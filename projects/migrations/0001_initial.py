import core.gated
import django.db.models.deletion
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
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ProjectIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('review_date', models.DateField(blank=True, null=True, verbose_name='check again on')),
                ('summary_simple', models.TextField(blank=True, help_text='Shown where there is no translation into Leichte Sprache yet.', verbose_name='short version in Leichte Sprache')),
                ('intro', models.TextField(blank=True, max_length=400, verbose_name='introduction')),
                ('actor', models.ForeignKey(blank=True, help_text='The organisation that owns this page.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='actors.actor', verbose_name='actor')),
                ('region', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='core.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'project catalogue',
                'verbose_name_plural': 'project catalogues',
            },
            bases=(core.gated.GatedMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='ProjectPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('review_date', models.DateField(blank=True, null=True, verbose_name='check again on')),
                ('summary_simple', models.TextField(blank=True, help_text='Shown where there is no translation into Leichte Sprache yet.', verbose_name='short version in Leichte Sprache')),
                ('image_alt', models.CharField(blank=True, help_text="What is to be seen here? Left empty, the picture's own description is used.", max_length=250, verbose_name='alternative text')),
                ('image_is_decorative', models.BooleanField(default=False, help_text='The picture says nothing here that the text does not say.', verbose_name='decorative here')),
                ('image_caption', models.CharField(blank=True, max_length=300, verbose_name='caption')),
                ('summary', models.TextField(help_text='Two or three sentences: who does what, for whom, and why it helps.', max_length=400, verbose_name='summary')),
                ('problem', models.TextField(blank=True, help_text='What was missing or wrong?', max_length=4000, verbose_name='problem')),
                ('approach', models.TextField(blank=True, help_text='What do you do differently, and how?', max_length=4000, verbose_name='approach')),
                ('effect', models.TextField(blank=True, help_text='What has changed, and how do you know?', max_length=4000, verbose_name='effect')),
                ('phase', models.CharField(choices=[('idea', 'Idea'), ('pilot', 'Pilot'), ('proven', 'Proven'), ('spread', 'Spread')], max_length=8, verbose_name='phase')),
                ('works_statewide', models.BooleanField(default=False, verbose_name='works all over Saxony')),
                ('postcode', models.CharField(blank=True, max_length=5, verbose_name='postcode')),
                ('place_name', models.CharField(blank=True, max_length=80, verbose_name='place')),
                ('latitude', models.FloatField(blank=True, editable=False, null=True, verbose_name='latitude')),
                ('longitude', models.FloatField(blank=True, editable=False, null=True, verbose_name='longitude')),
                ('started_on', models.DateField(blank=True, help_text='Only month and year are shown.', null=True, verbose_name='started')),
                ('ended_on', models.DateField(blank=True, help_text='Empty while it goes on.', null=True, verbose_name='ends')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('campaign_url', models.URLField(blank=True, help_text='Readers leave the portal when they follow the link.', verbose_name='crowdfunding or campaign')),
                ('campaign_until', models.DateField(blank=True, null=True, verbose_name='campaign runs until')),
                ('other_partners', models.CharField(blank=True, help_text='Partners who are not in the directory.', max_length=300, verbose_name='further partners')),
                ('body', wagtail.fields.StreamField([('heading', 1), ('text', 2), ('quote', 7), ('facts', 14), ('accordion', 19), ('table', 24), ('image', 27), ('gallery', 29), ('video', 37), ('download', 41), ('cta', 47), ('related', 50), ('contacts', 53)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 160}), 1: ('wagtail.blocks.StructBlock', [[('text', 0)]], {}), 2: ('wagtail.blocks.RichTextBlock', (), {'description': 'Paragraphs, lists and links.', 'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'group': 'Reading', 'icon': 'pilcrow', 'label': 'Text', 'preview_value': '<p>Am Anfang stand ein leerer Laden und eine Kanne Kaffee.</p>', 'template': 'blocks/text.html'}), 3: ('wagtail.blocks.TextBlock', (), {'label': 'Quote'}), 4: ('wagtail.blocks.CharBlock', (), {'label': 'Speaker', 'max_length': 120}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Function', 'max_length': 160, 'required': False}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Organisation', 'max_length': 160, 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('text', 3), ('speaker', 4), ('function', 5), ('organisation', 6)]], {}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120, 'required': False}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Figure', 'max_length': 40}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'What it counts', 'max_length': 160}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'max_length': 160, 'required': False}), 12: ('wagtail.blocks.StructBlock', [[('value', 9), ('label', 10), ('source', 11)]], {}), 13: ('wagtail.blocks.ListBlock', (12,), {'label': 'Figures', 'max_num': 8, 'min_num': 1}), 14: ('wagtail.blocks.StructBlock', [[('title', 8), ('items', 13)]], {}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 16: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Answer'}), 17: ('wagtail.blocks.StructBlock', [[('question', 15), ('answer', 16)]], {}), 18: ('wagtail.blocks.ListBlock', (17,), {'label': 'Questions and answers', 'min_num': 1}), 19: ('wagtail.blocks.StructBlock', [[('items', 18)]], {}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 200}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'Text'}), 22: ('wagtail.blocks.DecimalBlock', (), {'label': 'Number'}), 23: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 21), ('number', 22)]], {'label': 'Table'}), 24: ('wagtail.blocks.StructBlock', [[('caption', 20), ('table', 23)]], {}), 25: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture'}), 26: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 300, 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('image', 25), ('caption', 26)]], {}), 28: ('wagtail.blocks.ListBlock', (27,), {'label': 'Pictures', 'max_num': 24, 'min_num': 2}), 29: ('wagtail.blocks.StructBlock', [[('title', 8), ('images', 28)]], {}), 30: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 160}), 31: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Film file (MP4 or WebM)', 'required': False}), 32: ('wagtail.blocks.URLBlock', (), {'label': 'Address of the film elsewhere', 'required': False}), 33: ('wagtail.blocks.CharBlock', (), {'label': 'Provider', 'max_length': 60, 'required': False}), 34: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Still picture'}), 35: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Captions (WebVTT)', 'required': False}), 36: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Transcript', 'required': False}), 37: ('wagtail.blocks.StructBlock', [[('title', 30), ('file', 31), ('embed_url', 32), ('provider', 33), ('poster', 34), ('captions', 35), ('transcript', 36)]], {}), 38: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document'}), 39: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 160, 'required': False}), 40: ('wagtail.blocks.CharBlock', (), {'label': 'Description', 'max_length': 300, 'required': False}), 41: ('wagtail.blocks.StructBlock', [[('document', 38), ('title', 39), ('description', 40)]], {}), 42: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 43: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'required': False}), 44: ('wagtail.blocks.CharBlock', (), {'label': 'Words on the button', 'max_length': 60}), 45: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 46: ('wagtail.blocks.URLBlock', (), {'label': 'Address', 'required': False}), 47: ('wagtail.blocks.StructBlock', [[('title', 42), ('text', 43), ('label', 44), ('page', 45), ('url', 46)]], {}), 48: ('wagtail.blocks.PageChooserBlock', (), {}), 49: ('wagtail.blocks.ListBlock', (48,), {'label': 'Pages', 'max_num': 6, 'min_num': 1}), 50: ('wagtail.blocks.StructBlock', [[('title', 8), ('pages', 49)]], {}), 51: ('wagtail.snippets.blocks.SnippetChooserBlock', ('actors.ContactPerson',), {}), 52: ('wagtail.blocks.ListBlock', (51,), {'label': 'Contact persons', 'max_num': 6, 'min_num': 1}), 53: ('wagtail.blocks.StructBlock', [[('title', 8), ('persons', 52)]], {})}, verbose_name='body')),
                ('costs', models.TextField(blank=True, max_length=1000, verbose_name='costs')),
                ('staff', models.TextField(blank=True, max_length=1000, verbose_name='people needed')),
                ('legal_form', models.CharField(blank=True, max_length=160, verbose_name='legal form')),
                ('evidence', models.CharField(blank=True, choices=[('told', 'Told: experience of those involved'), ('counted', 'Counted: own figures'), ('evaluated', 'Evaluated: by somebody from outside')], max_length=10, verbose_name='how the effect is known')),
                ('evidence_url', models.URLField(blank=True, verbose_name='address of a report on the effect')),
                ('what_failed', models.TextField(blank=True, max_length=1000, verbose_name='what did not work')),
                ('materials', models.TextField(blank=True, max_length=1000, verbose_name='materials to take away')),
                ('materials_licence', models.CharField(blank=True, choices=[('own', 'All rights reserved, used with permission'), ('cc0', 'CC0 (public domain)'), ('cc-by', 'CC BY 4.0'), ('cc-by-sa', 'CC BY-SA 4.0'), ('press', 'Press picture, free for editorial use')], max_length=12, verbose_name='licence of the materials')),
                ('advises_imitators', models.BooleanField(default=False, verbose_name='we advise others who want to copy it')),
                ('actor', models.ForeignKey(blank=True, help_text='The organisation that owns this page.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='actors.actor', verbose_name='actor')),
                ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='core.district', verbose_name='district')),
                ('evidence_document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.portaldocument', verbose_name='document on the effect')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.portalimage', verbose_name='opening picture')),
                ('region', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_set', to='core.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'project',
                'verbose_name_plural': 'projects',
            },
            bases=(core.gated.GatedMixin, 'wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ProjectPartner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partner_projects', to='actors.actor', verbose_name='organisation')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='projects.projectpage')),
            ],
            options={
                'verbose_name': 'partner of a project',
                'verbose_name_plural': 'partners of a project',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('page', 'actor'), name='projects_one_partner')],
            },
        ),
        migrations.CreateModel(
            name='ProjectSought',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('partners', 'Partners'), ('funding', 'Funding'), ('rooms', 'Rooms'), ('volunteers', 'Volunteers'), ('mentoring', 'Mentoring'), ('imitators', 'Others who copy it')], max_length=12, verbose_name='what is sought')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='sought', to='projects.projectpage')),
            ],
            options={
                'verbose_name': 'thing a project looks for',
                'verbose_name_plural': 'things a project looks for',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('page', 'kind'), name='projects_one_sought')],
            },
        ),
        migrations.CreateModel(
            name='StartedProject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(verbose_name='key of the form')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.projectpage', verbose_name='project')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'started project',
                'verbose_name_plural': 'started projects',
                'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='projects_one_page_per_form')],
            },
        ),
    ]
